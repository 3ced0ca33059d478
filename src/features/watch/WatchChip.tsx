import { Eye, EyeOff } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { countInWords } from '#core/figures.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Menu, MenuItem } from '#ui/Menu.tsx'
import './watchChip.css'

const watchingOf = (state: AppState) => state.watching

/** Which folder is watched, how many photos came from it, and how that is ended; nothing where none is. */
export function WatchChip({ app }: { app: App }) {
  const watching = useStore(app.store, watchingOf)
  if (watching === undefined) return null
  const { name, came, there, isResting } = watching
  return (
    <Menu
      label="Watched folder"
      placement="bottom end"
      trigger={
        <Button
          className="chip chip-button watch-chip"
          aria-label={
            isResting ? `${name} is not watched just now` : `Watching ${name}, ${countInWords(came, 'photo')} came`
          }
          data-testid="watching"
        >
          {isResting ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
          <span className="watch-words">
            <span>{isResting ? 'Go on watching' : 'Watching'}</span> <bdi translate="no">{name}</bdi>
          </span>
          {isResting ? null : <span className="figures">{came}</span>}
        </Button>
      }
    >
      {isResting ? (
        <MenuItem
          label="Go on watching"
          detail="the browser asks once more"
          onAction={() => void app.watching.goOn()}
        />
      ) : null}
      {there === 0 ? null : (
        <MenuItem
          label="Cut what was there before"
          detail={countInWords(there, 'photo')}
          onAction={() => void app.watching.takeThere()}
        />
      )}
      <MenuItem label="Watch another folder" onAction={() => void app.watching.begin()} />
      <MenuItem label="Stop watching" onAction={app.watching.end} />
    </Menu>
  )
}
