import { ArrowDownUp, Eye, Pause, Play, Table, X } from 'lucide-react'
import { Button as MenuButton } from 'react-aria-components'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { numberInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { listedCounts, type PhotoFilter, type PhotoOrder, photoFilters } from '#state/overview.ts'
import { isBusy } from '#state/selectors.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'
import { Menu, MenuItem } from '#ui/Menu.tsx'

const orders = ['brought', 'name', 'doubt', 'time'] as const

const isPausedOf = (state: AppState) => state.isPaused

interface OverviewBarProps {
  app: App
  filter: PhotoFilter
  order: PhotoOrder
  onFilter(filter: PhotoFilter): void
  onOrder(order: PhotoOrder): void
}

/** Which photos are shown and in which order, and what concerns all of them. */
export function OverviewBar({ app, filter, order, onFilter, onOrder }: OverviewBarProps) {
  const counts = useStore(app.store, useShallow(listedCounts))
  const isWorking = useStore(app.store, isBusy)
  const isPaused = useStore(app.store, isPausedOf)
  // A filter that lets nothing through is no choice, unless it is the one in force.
  const shown = photoFilters.filter((each) => each === 'all' || each === filter || counts[each] > 0)
  const countOf = (value: PhotoFilter) => numberInWords(counts[value])
  const pauseWords = say(isPaused ? 'filmstrip.goOn' : 'filmstrip.pause')
  const orderWords = say(`filmstrip.order.${order}`)
  return (
    <div className="overview-bar">
      <Choice
        label={say('filmstrip.shown')}
        className="overview-filters"
        value={filter}
        onChange={onFilter}
        options={shown.map((value) => ({
          value,
          label: (
            <>
              <b>{say(`filmstrip.filter.${value}`)}</b> <small className="figures">{countOf(value)}</small>
            </>
          ),
        }))}
      />
      <div className="overview-tools">
        {counts.doubtful === 0 ? null : (
          <Button className="overview-review" icon={<Eye />} onClick={app.reviewing.start}>
            {say('filmstrip.review', { count: counts.doubtful })}
          </Button>
        )}
        {isWorking ? (
          <Button
            aria-label={pauseWords}
            icon={isPaused ? <Play /> : <Pause />}
            onClick={isPaused ? app.cutting.goOn : app.cutting.pause}
          >
            {pauseWords}
          </Button>
        ) : null}
        <Menu
          label={say('filmstrip.order')}
          placement="bottom start"
          chosen={order}
          trigger={
            <MenuButton
              className="button button-outline button-m"
              aria-label={say('filmstrip.order.named', { order: orderWords })}
            >
              <ArrowDownUp />
              <span>{orderWords}</span>
            </MenuButton>
          }
        >
          {orders.map((each) => (
            <MenuItem key={each} id={each} label={say(`filmstrip.order.${each}`)} onAction={() => onOrder(each)} />
          ))}
        </Menu>
        <Menu
          label={say('filmstrip.report')}
          placement="bottom start"
          trigger={
            <MenuButton className="button button-outline button-m" aria-label={say('filmstrip.report.all')}>
              <Table />
              <span>{say('filmstrip.report')}</span>
            </MenuButton>
          }
        >
          <MenuItem
            label={say('filmstrip.report.spreadsheets')}
            detail="CSV"
            onAction={() => void app.reporting.download('csv')}
          />
          <MenuItem
            label={say('filmstrip.report.programs')}
            detail="JSON"
            onAction={() => void app.reporting.download('json')}
          />
        </Menu>
        <IconButton
          label={say('filmstrip.back')}
          keys="G"
          tip="below"
          icon={<X />}
          onClick={() => app.store.setState({ isOverview: false })}
        />
      </div>
    </div>
  )
}
