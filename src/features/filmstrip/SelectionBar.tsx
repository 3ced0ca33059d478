import { Check, Download, ListStart, RotateCcw, Trash2, X } from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { countInWords } from '#core/figures.ts'
import type { App } from '#state/app.ts'
import { cutoutOf } from '#state/job.ts'
import { openVerdict } from '#state/verdict.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import './selectionBar.css'

interface SelectionBarProps {
  app: App
  ids: readonly string[]
  onClear(): void
}

/** What can be done with the selected photos, all at once. */
export function SelectionBar({ app, ids, onClear }: SelectionBarProps) {
  const chosen = new Set(ids)
  const jobs = useStore(
    app.store,
    useShallow((state) => state.jobs.filter(({ photo }) => chosen.has(photo.id))),
  )
  const isSaving = useStore(app.store, (state) => state.saving !== undefined)
  const waiting = jobs.filter(({ status }) => status === 'waiting')
  const ended = jobs.filter(({ status }) => status !== 'waiting' && status !== 'working')
  const cutouts = jobs.filter((job) => cutoutOf(job) !== undefined)
  const doubtful = jobs.filter((job) => openVerdict(cutoutOf(job)) !== undefined)
  const idsOf = (some: typeof jobs) => some.map(({ photo }) => photo.id)
  const download = () => {
    const others = app.store.getState().jobs.filter(({ photo }) => !chosen.has(photo.id))
    void app.saving.downloadAll({}, idsOf(others))
  }
  return (
    <section className="selection-bar" aria-label="Selected photos">
      <b className="figures">{`${ids.length} selected`}</b>
      {waiting.length === 0 ? null : (
        <Button look="plain" icon={<ListStart />} onClick={() => app.cutting.first(idsOf(waiting))}>
          Cut first
        </Button>
      )}
      {ended.length === 0 ? null : (
        <Button look="plain" icon={<RotateCcw />} onClick={() => app.cutting.cutAgain(idsOf(ended))}>
          Cut again
        </Button>
      )}
      {doubtful.length === 0 ? null : (
        <Button look="plain" icon={<Check />} onClick={() => app.cutting.take(idsOf(doubtful))}>
          Take as they are
        </Button>
      )}
      {waiting.length === 0 ? null : (
        <Button look="plain" icon={<X />} onClick={() => app.cutting.cancel([...ids])}>
          Cancel
        </Button>
      )}
      <Button
        look="plain"
        icon={<Download />}
        disabled={cutouts.length === 0 || isSaving}
        aria-label={`Download ${countInWords(cutouts.length, 'selected photo')} as a ZIP`}
        onClick={download}
      >
        Download
      </Button>
      <Button
        look="plain"
        icon={<Trash2 />}
        onClick={() => {
          app.photos.remove([...ids])
          onClear()
        }}
      >
        Remove
      </Button>
      <IconButton label="Select none" keys="Esc" icon={<X />} onClick={onClear} />
    </section>
  )
}
