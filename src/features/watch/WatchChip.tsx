import { Eye, EyeOff } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { numberInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Menu, MenuItem } from '#ui/Menu.tsx'
import { Woven } from '#ui/Woven.tsx'
import './watchChip.css'

const watchingOf = (state: AppState) => state.watching

/** Which folder is watched, how many photos came from it, and how that is ended; nothing where none is. */
export function WatchChip({ app }: { app: App }) {
  const watching = useStore(app.store, watchingOf)
  if (watching === undefined) return null
  const { name, came, there, isResting } = watching
  return (
    <Menu
      label={say('watch.folder')}
      placement="bottom end"
      trigger={
        <Button
          className="chip chip-button watch-chip"
          aria-label={
            isResting ? say('watch.resting', { folder: name }) : say('watch.came', { folder: name, count: came })
          }
          data-testid="watching"
        >
          {isResting ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
          <span className="watch-words">
            <Woven
              text={say(isResting ? 'watch.chip.resting' : 'watch.chip')}
              parts={{ folder: () => <bdi translate="no">{name}</bdi> }}
            />
          </span>
          {isResting ? null : <span className="figures">{numberInWords(came)}</span>}
        </Button>
      }
    >
      {isResting ? (
        <MenuItem
          label={say('watch.goOn')}
          detail={say('watch.goOn.detail')}
          onAction={() => void app.watching.goOn()}
        />
      ) : null}
      {there === 0 ? null : (
        <MenuItem
          label={say('watch.takeThere')}
          detail={say('common.photos', { count: there })}
          onAction={() => void app.watching.takeThere()}
        />
      )}
      <MenuItem label={say('watch.another')} onAction={() => void app.watching.begin()} />
      <MenuItem label={say('watch.stop')} onAction={app.watching.end} />
    </Menu>
  )
}
