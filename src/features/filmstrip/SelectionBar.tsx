import { Check, Download, ListStart, RotateCcw, Trash2, X } from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { say } from '#core/say.ts'
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
    <section className="selection-bar" aria-label={say('filmstrip.selected')}>
      <b className="figures">{say('filmstrip.selected.count', { count: ids.length })}</b>
      {waiting.length === 0 ? null : (
        <Button look="plain" icon={<ListStart />} onClick={() => app.cutting.first(idsOf(waiting))}>
          {say('filmstrip.selected.first')}
        </Button>
      )}
      {ended.length === 0 ? null : (
        <Button look="plain" icon={<RotateCcw />} onClick={() => app.cutting.cutAgain(idsOf(ended))}>
          {say('filmstrip.selected.again')}
        </Button>
      )}
      {doubtful.length === 0 ? null : (
        <Button look="plain" icon={<Check />} onClick={() => app.cutting.take(idsOf(doubtful))}>
          {say('filmstrip.selected.take')}
        </Button>
      )}
      {waiting.length === 0 ? null : (
        <Button look="plain" icon={<X />} onClick={() => app.cutting.cancel([...ids])}>
          {say('common.cancel')}
        </Button>
      )}
      <Button
        look="plain"
        icon={<Download />}
        disabled={cutouts.length === 0 || isSaving}
        aria-label={say('filmstrip.selected.downloadCount', { count: cutouts.length })}
        onClick={download}
      >
        {say('filmstrip.selected.download')}
      </Button>
      <Button
        look="plain"
        icon={<Trash2 />}
        onClick={() => {
          app.photos.remove([...ids])
          onClear()
        }}
      >
        {say('filmstrip.selected.remove')}
      </Button>
      <IconButton label={say('filmstrip.selected.none')} keys={say('help.key.esc')} icon={<X />} onClick={onClear} />
    </section>
  )
}
