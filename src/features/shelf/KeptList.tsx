import { Save, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { dayInWords } from '#core/dates.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { bytesOnDevice, type ShelfItem } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { IconButton } from '#ui/Button.tsx'

const shelfOf = (state: AppState) => state.shelf
const onnxOf = (state: AppState) => state.onnxModels

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
        ...{
          id: `part of ${id}`,
          name: say('shelf.unfinished', { name }),
          bytes: doneBytes,
          about: say('shelf.unfinished.note'),
        },
        remove: () => void app.shelf.cancel(id),
        save: undefined,
      })),
    ...onnxModels.map(({ id, name, sizeBytes }) => ({
      ...{ id, name, bytes: sizeBytes, about: say('shelf.addedAsFile') },
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
            <IconButton label={say('shelf.saveNamed', { name })} tip="none" icon={<Save />} onClick={save} />
          )}
          <IconButton
            label={say('shelf.deleteFreeing', { name, size: bytesInWords(bytes) })}
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
  const day = dayInWords(usedAt)
  if (stored === undefined) return say('shelf.lastUsed', { day })
  return say('shelf.lastUsed.inHalf', { day, original: bytesInWords(sizeBytes) })
}
