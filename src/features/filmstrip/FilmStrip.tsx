import { CircleStop, LayoutGrid, Plus, Trash2 } from 'lucide-react'
import { type ChangeEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import { acceptedFiles, filesOfInput } from '#platform/droppedFiles.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { ofPhoto } from '#state/perPhoto.ts'
import { isBusy as isBusyOf } from '#state/selectors.ts'
import { IconButton } from '#ui/Button.tsx'
import { FolderButton } from './FolderButton.tsx'
import { Tile } from './Tile.tsx'
import { isRightToLeft, useStripLayout } from './useStripLayout.ts'
import { PauseButton, WorkNews } from './WorkNews.tsx'
import './filmStrip.css'

const compositionsOf = (state: AppState) => state.compositions
const jobsOf = (state: AppState) => state.jobs
const selectedOf = (state: AppState) => state.selectedId

/** All photos in the order they came, each with its state; one of them is selected. */
export function FilmStrip({ app }: { app: App }) {
  const jobs = useStore(app.store, jobsOf)
  const selectedId = useStore(app.store, selectedOf)
  const isBusy = useStore(app.store, isBusyOf)
  const compositions = useStore(app.store, compositionsOf)
  const scroller = useRef<HTMLDivElement>(null)
  const selected = jobs.findIndex(({ photo }) => photo.id === selectedId)
  const { items, length } = useStripLayout(scroller, jobs.length, selected)
  const input = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (folder.current !== null) folder.current.webkitdirectory = true
  }, [])

  const step = (event: KeyboardEvent) => {
    const right = isRightToLeft() ? -1 : 1
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowRight: right,
      ArrowUp: -1,
      ArrowLeft: -right,
      Home: -jobs.length,
      End: jobs.length,
    }
    const places = steps[event.key]
    if (places === undefined) return
    event.preventDefault()
    if (!event.altKey) app.photos.selectBeside(places)
    else if (selectedId !== undefined) app.ordering.moveBy(selectedId, places)
    focusSelected(app, scroller.current)
  }
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    app.bring(filesOfInput(event.currentTarget.files ?? []))
    event.currentTarget.value = ''
  }

  return (
    <nav className="strip" aria-label={say('filmstrip.photos')}>
      <div ref={scroller} className="strip-scroll">
        {/* Custom properties go through the CSSOM, which a strict security policy allows. */}
        <ul
          className="strip-list"
          aria-label={say('filmstrip.photos')}
          style={{ '--length': `${length}px` } as React.CSSProperties}
        >
          {items.map(({ index, start }) => {
            const job = jobs[index]
            return job === undefined ? null : (
              <Tile
                key={job.photo.id}
                app={app}
                job={job}
                place={{ index, count: jobs.length, start }}
                backdrop={ofPhoto(compositions, job.photo.id).backdrop}
                isSelected={index === selected}
                onStep={step}
                onRemoved={() => focusSelected(app, scroller.current)}
              />
            )
          })}
        </ul>
      </div>
      {jobs.length > 1 ? <WorkNews app={app} /> : null}
      <div className="strip-actions">
        <button
          type="button"
          className="strip-add"
          aria-label={say('filmstrip.add')}
          onClick={() => input.current?.click()}
        >
          <Plus size={20} aria-hidden="true" />
        </button>
        <FolderButton app={app} onAdd={() => folder.current?.click()} />
        {jobs.length > 1 ? (
          <IconButton
            className="strip-grid"
            label={say('filmstrip.all')}
            tip="none"
            title={say('filmstrip.all.tip')}
            icon={<LayoutGrid />}
            onClick={() => app.store.setState(({ isOverview }) => ({ isOverview: !isOverview }))}
          />
        ) : null}
        {isBusy && jobs.length > 1 ? <PauseButton app={app} /> : null}
        {isBusy && jobs.length > 1 ? (
          <IconButton
            className="strip-clear"
            label={say('filmstrip.cancelAll')}
            tip="none"
            title={say('filmstrip.cancelAll.tip')}
            icon={<CircleStop />}
            onClick={app.cutting.cancelAll}
          />
        ) : null}
        {!isBusy && jobs.length > 1 ? (
          <IconButton
            className="strip-clear strip-remove"
            label={say('filmstrip.removeAll')}
            tip="none"
            title={say('filmstrip.removeAll.tip')}
            icon={<Trash2 />}
            onClick={app.photos.removeAll}
          />
        ) : null}
      </div>
      <input ref={input} type="file" data-testid="add-input" hidden multiple accept={acceptedFiles} onChange={add} />
      <input ref={folder} type="file" data-testid="add-folder-input" hidden multiple onChange={add} />
    </nav>
  )
}

/** After the list has been drawn anew, so that the focus is never lost with a removed photo. */
function focusSelected(app: App, list: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const id = app.store.getState().selectedId
    list?.querySelector<HTMLElement>(`[data-photo="${id}"] .tile-pick`)?.focus()
  })
}
