import { HardDriveDownload, Trash2, X } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { bytesOnDevice, type ShelfStorage } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'
import { KeptList } from './KeptList.tsx'
import './underWay.css'

const shelfOf = (state: AppState) => state.shelf
const onnxOf = (state: AppState) => state.onnxModels

/** What takes room on this device, and the way for files that are here already. */
export function OnDevice({ app, onDeleteAll }: { app: App; onDeleteAll(): void }) {
  const { items, downloads, storage, addingFile, settings } = useStore(app.store, shelfOf)
  const onnxModels = useStore(app.store, onnxOf)
  // The device is asked now and then only; downloads tell of themselves all the time.
  const kept = [
    ...items.map(bytesOnDevice),
    ...downloads.map(({ doneBytes }) => doneBytes),
    ...onnxModels.map(({ sizeBytes }) => sizeBytes),
  ]
  const usedBytes = kept.reduce((sum, bytes) => sum + bytes, 0)
  const input = useRef<HTMLInputElement>(null)
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    app.bring([...(event.currentTarget.files ?? [])].map((file) => ({ name: file.name, file })))
    event.currentTarget.value = ''
  }
  return (
    <section className="on-device" aria-labelledby="on-device-title">
      <h3 id="on-device-title" className="label">
        {say('shelf.onDevice')}
      </h3>
      <p data-testid="storage">{storageInWords(usedBytes, storage)}</p>
      <KeptList app={app} />
      <div className="on-device-actions">
        {addingFile === undefined ? (
          <Button icon={<HardDriveDownload />} onClick={() => input.current?.click()}>
            {say('shelf.addFile')}
          </Button>
        ) : (
          <Copying app={app} {...addingFile} />
        )}
        <input
          ref={input}
          type="file"
          data-testid="shelf-input"
          hidden
          multiple
          accept=".safetensors,.onnx"
          onChange={add}
        />
        {kept.length === 0 ? null : (
          <Button look="danger" icon={<Trash2 />} onClick={onDeleteAll}>
            {say('shelf.deleteAll')}
          </Button>
        )}
      </div>
      <label className="shelf-switch">
        <input
          type="checkbox"
          checked={settings.keepOriginal}
          onChange={(event) => app.shelf.set({ keepOriginal: event.currentTarget.checked })}
        />
        <span>
          <span>{say('shelf.keepOriginal')}</span>
          <small>{say('shelf.keepOriginal.note')}</small>
        </span>
      </label>
    </section>
  )
}

/** How far the copying of a file is, with the way to stop it. */
function Copying({ app, name, done }: { app: App; name: string; done: number }) {
  return (
    <div className="under-way" data-testid="copying">
      <Progress label={say('shelf.copying', { name })} value={done} />
      <p className="under-way-says">{say('shelf.copying', { name })}</p>
      <IconButton
        label={say('shelf.cancel', { name })}
        tip="none"
        icon={<X />}
        onClick={() => app.shelf.stopAdding()}
      />
    </div>
  )
}

function storageInWords(usedBytes: number, storage: ShelfStorage | undefined): string {
  const free = storage?.freeBytes === undefined ? 'unknown' : bytesInWords(storage.freeBytes)
  if (usedBytes === 0) return say('shelf.storage.none', { free })
  const kept = storage?.isPersisted === true ? 'surely' : 'other'
  return say('shelf.storage.some', { used: bytesInWords(usedBytes), free, kept })
}
