import { ChevronDown, Copy, Download, FolderArchive } from 'lucide-react'
import { Button as MenuButton } from 'react-aria-components'
import { useStore } from 'zustand'
import { numberInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { type ExportContent, type ExportFormat, type ExportSettings, exportFormats, isSet } from '#core/settings.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutCount, selectedCutout } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import { Menu, MenuItem } from '#ui/Menu.tsx'
import { DownloadMeta } from './DownloadMeta.tsx'
import { formatNames, lackOf } from './formatWords.ts'
import { SavingNote } from './SavingNote.tsx'
import { useReadyFile } from './useReadyFile.ts'
import './export.css'

const settingsOf = (state: AppState) => state.exportSettings
const savingOf = (state: AppState) => state.saving
const selectedOf = (state: AppState) => state.selectedId

/** The way out: download, copy, or everything at once. */
export function DownloadBar({ app }: { app: App }) {
  const settings = useStore(app.store, settingsOf)
  const saving = useStore(app.store, savingOf)
  const finished = useStore(app.store, selectedCutout)
  const id = useStore(app.store, selectedOf)
  const count = useStore(app.store, cutoutCount)
  const file = useReadyFile(app, id)
  const isOff = finished === undefined || saving !== undefined
  const download = (override?: { format?: ExportFormat; content?: ExportContent }) => {
    if (id !== undefined) void app.saving.download(id, override)
  }

  return (
    <section className="download" aria-label={say('export.download')}>
      <div className="download-main">
        <Button look="primary" size="l" icon={<Download />} disabled={isOff} onClick={() => download()}>
          <span className="button-label">{wordsOf(settings)}</span>
        </Button>
        <Menu
          label={say('export.download.more')}
          trigger={
            <MenuButton
              className="download-more"
              aria-label={say('export.download.more')}
              isDisabled={count === 0 || saving !== undefined}
            >
              <ChevronDown size={18} aria-hidden="true" />
            </MenuButton>
          }
        >
          {exportFormats.map((other) => (
            <MenuItem
              key={other}
              label={formatNames[other]}
              isDisabled={finished === undefined}
              detail={lackOf(other)}
              onAction={() => download({ format: other, content: 'cutout' })}
            />
          ))}
          <MenuItem
            label={say('export.menu.mask')}
            isDisabled={finished === undefined}
            onAction={() => download({ format: 'png', content: 'mask' })}
          />
          <MenuItem
            label={say('export.menu.layers')}
            detail="ZIP"
            isDisabled={finished === undefined}
            onAction={() => download({ content: 'layers' })}
          />
          <MenuItem
            label={say('export.menu.copy')}
            isDisabled={finished === undefined}
            onAction={() => id !== undefined && void app.saving.copy(id)}
          />
          {app.saving.takesFolders ? (
            <MenuItem
              label={say('export.menu.folder')}
              detail={numberInWords(count)}
              onAction={() => void app.saving.intoFolder()}
            />
          ) : null}
          {app.sharing.canShare() ? (
            <MenuItem
              label={say('export.menu.share')}
              isDisabled={finished === undefined || isZip(settings)}
              onAction={() => id !== undefined && void app.sharing.share(id)}
            />
          ) : null}
          <MenuItem
            label={say('export.menu.zip')}
            detail={numberInWords(count)}
            onAction={() => void app.saving.downloadAll()}
          />
        </Menu>
      </div>
      <div className="download-row">
        <Button icon={<Copy />} disabled={isOff} onClick={() => id !== undefined && void app.saving.copy(id)}>
          {say('export.copy')}
        </Button>
        <Button
          icon={<FolderArchive />}
          disabled={count === 0 || saving !== undefined}
          onClick={() => void app.saving.downloadAll()}
        >
          {say('export.download.all', { count })}
        </Button>
      </div>
      {saving === undefined ? (
        <DownloadMeta app={app} ready={file.ready} prepare={file.prepare} />
      ) : (
        <SavingNote saving={saving} onCancel={app.saving.cancelSaving} />
      )}
    </section>
  )
}

/** A share sheet takes pictures, and no ZIP. */
function isZip(settings: ExportSettings): boolean {
  return settings.content === 'layers' || isSet(settings)
}

function wordsOf(settings: ExportSettings): string {
  const { format, content } = settings
  if (content === 'layers') return say('export.download.zip')
  if (isSet(settings)) return say('export.download.set')
  return content === 'mask'
    ? say('export.download.mask')
    : say('export.download.format', { format: formatNames[format] })
}
