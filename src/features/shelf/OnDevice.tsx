import { HardDriveDownload, Trash2 } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import { useStore } from 'zustand'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { bytesInWords } from '#core/figures.ts'
import type { ShelfItem } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button, IconButton } from '#ui/Button.tsx'

const shelfOf = (state: AppState) => state.shelf

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

const sizeOf = (item: ShelfItem) =>
  item.stored === undefined
    ? bytesInWords(item.sizeBytes)
    : `kept as ${bytesInWords(item.stored.sizeBytes)} (half precision; the original has ${bytesInWords(item.sizeBytes)})`

/** What takes room on this device, and the way for files that are here already. */
export function OnDevice({ app, onDeleteAll }: { app: App; onDeleteAll(): void }) {
  const { items, downloads, storage, addingFile } = useStore(app.store, shelfOf)
  const input = useRef<HTMLInputElement>(null)
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    void app.shelf.addFiles([...(event.currentTarget.files ?? [])])
    event.currentTarget.value = ''
  }
  return (
    <section className="on-device" aria-labelledby="on-device-title">
      <h3 id="on-device-title" className="label">
        On this device
      </h3>
      <p data-testid="storage">
        {storage === undefined || storage.usedBytes === 0
          ? 'No models yet'
          : `Models take ${bytesInWords(storage.usedBytes)}`}
        {storage?.freeBytes === undefined ? '' : `; ${bytesInWords(storage.freeBytes)} are free`}.
        {storage?.isPersisted === true ? ' The browser has promised to keep them.' : ''}
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <span>
              <b>{item.name}</b> {sizeOf(item)} · last used {day.format(item.usedAt)}
            </span>
            {findEntry(item.id) === undefined ? (
              <IconButton
                label={`Delete ${item.name}`}
                tip="none"
                icon={<Trash2 />}
                onClick={() => void app.shelf.remove(item.id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <div className="on-device-actions">
        <Button icon={<HardDriveDownload />} disabled={addingFile !== undefined} onClick={() => input.current?.click()}>
          {addingFile === undefined ? 'Add a model file' : 'Copying the model…'}
        </Button>
        <input ref={input} type="file" data-testid="shelf-input" hidden accept=".safetensors,.onnx" onChange={add} />
        {items.length + downloads.length === 0 ? null : (
          <Button look="danger" icon={<Trash2 />} onClick={onDeleteAll}>
            Delete all
          </Button>
        )}
      </div>
    </section>
  )
}
