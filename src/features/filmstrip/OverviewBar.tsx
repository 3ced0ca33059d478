import { ArrowDownUp, Eye, Pause, Play, Table, X } from 'lucide-react'
import { Button as MenuButton } from 'react-aria-components'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { listedCounts, type PhotoFilter, type PhotoOrder, photoFilters } from '#state/overview.ts'
import { isBusy } from '#state/selectors.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'
import { Menu, MenuItem } from '#ui/Menu.tsx'

const filterNames = {
  all: 'All',
  done: 'Done',
  doubtful: 'Doubtful',
  failed: 'Failed',
  waiting: 'Waiting',
  edited: 'Edited',
} as const satisfies Record<PhotoFilter, string>

const orderNames = {
  brought: 'As brought',
  name: 'By name',
  doubt: 'Doubtful first',
  time: 'Slowest first',
} as const satisfies Record<PhotoOrder, string>

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
  return (
    <div className="overview-bar">
      <Choice
        label="Photos that are shown"
        className="overview-filters"
        value={filter}
        onChange={onFilter}
        options={shown.map((value) => ({
          value,
          label: (
            <>
              <b>{filterNames[value]}</b> <small className="figures">{counts[value]}</small>
            </>
          ),
        }))}
      />
      <div className="overview-tools">
        {counts.doubtful === 0 ? null : (
          <Button className="overview-review" icon={<Eye />} onClick={app.reviewing.start}>
            {`Review ${counts.doubtful}`}
          </Button>
        )}
        {isWorking ? (
          <Button
            aria-label={isPaused ? 'Go on' : 'Pause'}
            icon={isPaused ? <Play /> : <Pause />}
            onClick={isPaused ? app.cutting.goOn : app.cutting.pause}
          >
            {isPaused ? 'Go on' : 'Pause'}
          </Button>
        ) : null}
        <Menu
          label="Order"
          placement="bottom start"
          chosen={order}
          trigger={
            <MenuButton className="button button-outline button-m" aria-label={`Order: ${orderNames[order]}`}>
              <ArrowDownUp />
              <span>{orderNames[order]}</span>
            </MenuButton>
          }
        >
          {orders.map((each) => (
            <MenuItem key={each} id={each} label={orderNames[each]} onAction={() => onOrder(each)} />
          ))}
        </Menu>
        <Menu
          label="Report"
          placement="bottom start"
          trigger={
            <MenuButton className="button button-outline button-m" aria-label="Report of all photos">
              <Table />
              <span>Report</span>
            </MenuButton>
          }
        >
          <MenuItem label="For spreadsheets" detail="CSV" onAction={() => app.reporting.download('csv')} />
          <MenuItem label="For programs" detail="JSON" onAction={() => app.reporting.download('json')} />
        </Menu>
        <IconButton
          label="Back to the picture"
          keys="G"
          tip="below"
          icon={<X />}
          onClick={() => app.store.setState({ isOverview: false })}
        />
      </div>
    </div>
  )
}
