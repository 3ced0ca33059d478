import { Save, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import { bytesOnDevice, type ShelfItem } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { IconButton } from '#ui/Button.tsx'

const shelfOf = (state: AppState) => state.shelf
const onnxOf = (state: AppState) => state.onnxModels

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** Everything that takes room on this device, largest first when room is what is wanted, each with a way to delete it. */
export function KeptList({ app, isForRoom = false }: { app: App; isForRoom?: boolean }) {
  const { items, downloads } = useStore(app.store, shelfOf)
  const onnxModels = useStore(app.store, onnxOf)
  const rows = [
    ...items.map((item) => ({
      ...{ id: item.id, name: item.name, bytes: bytesOnDevice(item), about: aboutItem(item) },
      remove: () => void app.shelf.remove(item.id),
      save: () => void app.shelf.save(item.id),
    })),
    ...downloads
      .filter(({ doneBytes }) => doneBytes > 0)
      .map(({ id, name, doneBytes }) => ({
        ...{ id: `part of ${id}`, name: `${name}, unfinished`, bytes: doneBytes, about: 'what has arrived so far' },
        remove: () => void app.shelf.cancel(id),
        save: undefined,
      })),
    ...onnxModels.map(({ id, name, sizeBytes }) => ({
      ...{ id, name, bytes: sizeBytes, about: 'added as a file' },
      remove: () => void app.models.remove(id),
      save: () => void app.models.save(id),
    })),
  ]
  if (isForRoom) rows.sort((one, other) => other.bytes - one.bytes)
  if (rows.length === 0) return null
  return (
    <ul className="kept" data-testid="kept">
      {rows.map(({ id, name, bytes, about, remove, save }) => (
        <li key={id}>
          <span>
            <b>{name}</b>
            <small>{about}</small>
          </span>
          <span className="kept-size">{bytesInWords(bytes)}</span>
          {save === undefined || isForRoom ? null : (
            <IconButton label={`Save ${name} as a file`} tip="none" icon={<Save />} onClick={save} />
          )}
          <IconButton
            label={`Delete ${name}, frees ${bytesInWords(bytes)}`}
            tip="none"
            icon={<Trash2 />}
            onClick={remove}
          />
        </li>
      ))}
    </ul>
  )
}

function aboutItem({ stored, sizeBytes, usedAt }: ShelfItem): string {
  const words = [`last used ${day.format(usedAt)}`]
  if (stored !== undefined) words.unshift(`in half precision; the original has ${bytesInWords(sizeBytes)}`)
  return words.join(' · ')
}
