import { type KeyboardEvent, useState } from 'react'
import { GridLayout, GridList, type Selection, Size, useDragAndDrop, Virtualizer } from 'react-aria-components'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import { listedPhotos, type PhotoFilter, type PhotoOrder } from '#state/overview.ts'
import { OverviewBar } from './OverviewBar.tsx'
import { OverviewCard } from './OverviewCard.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import './overview.css'

const layoutOptions = {
  minItemSize: new Size(148, 196),
  maxItemSize: new Size(220, 268),
  minSpace: new Size(12, 12),
  preserveAspectRatio: true,
}

/** All photos beside each other: found by their state, put in order, and treated many at once. */
export function Overview({ app }: { app: App }) {
  const [filter, setFilter] = useState<PhotoFilter>('all')
  const [order, setOrder] = useState<PhotoOrder>('brought')
  const [selection, setSelection] = useState<Selection>(() => new Set())
  const photos = useStore(
    app.store,
    useShallow((state) => listedPhotos(state, filter, order)),
  )
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: order !== 'brought',
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': nameOf(app, String(key)) })),
    onReorder({ keys, target }) {
      const ids = [...keys].map(String)
      app.ordering.move(ids, target.dropPosition === 'before' ? 'before' : 'after', String(target.key))
    },
  })
  const ids = photos.flatMap(({ id }) => (selection === 'all' || selection.has(id) ? [id] : []))
  const clear = () => setSelection(new Set())
  const open = (id: string) => {
    app.photos.select(id)
    app.store.setState({ isOverview: false })
  }
  // What these keys do elsewhere is for the one photo that is looked at.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      app.photos.remove(ids)
      clear()
    } else if (event.key === 'Escape') {
      if (ids.length > 0) clear()
      else app.store.setState({ isOverview: false })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <main className="overview" aria-label={say('filmstrip.all')}>
      <OverviewBar app={app} filter={filter} order={order} onFilter={setFilter} onOrder={setOrder} />
      {photos.length === 0 ? (
        <p className="overview-none">{say('filmstrip.shown.none')}</p>
      ) : (
        <div className="overview-room" onKeyDownCapture={onKeyDown}>
          <Virtualizer layout={GridLayout} layoutOptions={layoutOptions}>
            <GridList
              className="overview-grid"
              aria-label={say('common.photos', { count: photos.length })}
              layout="grid"
              items={photos}
              selectionMode="multiple"
              selectionBehavior="replace"
              selectedKeys={selection}
              onSelectionChange={setSelection}
              dragAndDropHooks={dragAndDropHooks}
              onAction={(key) => open(String(key))}
            >
              {(photo) => <OverviewCard app={app} photo={photo} />}
            </GridList>
          </Virtualizer>
        </div>
      )}
      {ids.length === 0 ? null : <SelectionBar app={app} ids={ids} onClear={clear} />}
    </main>
  )
}

function nameOf(app: App, id: string): string {
  return app.store.getState().jobs.find(({ photo }) => photo.id === id)?.photo.name ?? ''
}
