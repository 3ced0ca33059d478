import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import { exportContents, exportFormats, qualityRange, usesQuality } from '#core/settings.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf, selectedCutout } from '#state/selectors.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'
import { Switch } from '#ui/Switch.tsx'
import { exportNotes } from './exportNotes.ts'
import { foreseenSize } from './foreseenSize.ts'
import { formatNames } from './formatWords.ts'
import { SizeFields } from './SizeFields.tsx'
import { sizeNotes } from './sizeNotes.ts'
import './export.css'

const settingsOf = (state: AppState) => state.exportSettings
const selectedComposition = (state: AppState) => compositionOf(state, state.selectedId ?? '')

/** How the file is written. */
export function ExportTab({ app }: { app: App }) {
  const settings = useStore(app.store, settingsOf)
  const finished = useStore(app.store, selectedCutout)
  const composition = useStore(app.store, selectedComposition)
  const { format, content, quality, isLossless, isDithered, maskDepth, keepsCameraData } = settings
  const notes = exportNotes({ ...settings, ...composition }, finished?.cut)
  const full = finished && foreseenSize(composition, finished.cut.size)
  return (
    <>
      <div className="noted">
        <Choice
          className="choice-framed"
          label={say(content === 'layers' ? 'export.format.ofColours' : 'export.format')}
          isLabelShown
          options={formats}
          value={format}
          onChange={(next) => app.saving.set({ format: next })}
        />
        <p className="small-print">{notes.format}</p>
      </div>
      {usesQuality(settings) ? (
        <Range
          label={say('export.quality')}
          value={quality}
          min={qualityRange.min}
          max={qualityRange.max}
          onChange={(next) => app.saving.set({ quality: next })}
        />
      ) : null}
      {format === 'webp' ? (
        <Switch
          label={say('export.lossless')}
          detail={say('export.lossless.detail')}
          isOn={isLossless}
          onChange={(isOn) => app.saving.set({ isLossless: isOn })}
        />
      ) : null}
      {format === 'gif' && content === 'cutout' ? (
        <Switch
          label={say('export.dither')}
          detail={say('export.dither.detail')}
          isOn={isDithered}
          onChange={(isOn) => app.saving.set({ isDithered: isOn })}
        />
      ) : null}
      <div className="noted">
        <Choice
          className="choice-framed"
          label={say('export.content')}
          isLabelShown
          options={exportContents.map((value) => ({ value, label: say(`export.content.${value}`) }))}
          value={content}
          onChange={(next) => app.saving.set({ content: next })}
        />
        <p className="small-print">{notes.content}</p>
      </div>
      <SizeFields settings={settings} notes={sizeNotes(settings, full)} onChange={app.saving.set} />
      {content === 'layers' || (content === 'mask' && format === 'png') ? (
        <div className="noted">
          <Choice
            className="choice-framed"
            label={say('export.depth')}
            isLabelShown
            options={depths.map((value) => ({ value, label: say(`export.depth.${value}`) }))}
            value={maskDepth === 16 ? '16' : '8'}
            onChange={(next) => app.saving.set({ maskDepth: next === '16' ? 16 : 8 })}
          />
          {notes.depth === undefined ? null : <p className="small-print">{notes.depth}</p>}
        </div>
      ) : null}
      {content === 'mask' ? null : (
        <>
          {format === 'gif' && content === 'cutout' ? null : (
            <Switch
              label={say('export.camera')}
              detail={notes.camera}
              isOn={keepsCameraData}
              onChange={(isOn) => app.saving.set({ keepsCameraData: isOn })}
            />
          )}
          {notes.colours === undefined ? null : <p className="small-print">{notes.colours}</p>}
        </>
      )}
    </>
  )
}

const formats = exportFormats.map((value) => ({ value, label: formatNames[value] }))

const depths = ['8', '16'] as const
