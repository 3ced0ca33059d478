import type { ReactNode } from 'react'
import { say } from '#core/say.ts'
import type { FirstActions } from '#state/opening.ts'
import { Woven } from '#ui/Woven.tsx'
import { OpenButtons } from './OpenButtons.tsx'
import { Samples } from './Samples.tsx'
import './emptyState.css'

interface EmptyStateProps {
  app: FirstActions
  baseUrl: string
  /** Stands at the foot of the page. */
  children?: ReactNode
}

/** The page before the first photo: what it does, how to begin, and that it stays here. */
export function EmptyState({ app, baseUrl, children }: EmptyStateProps) {
  return (
    <main className="empty">
      <div className="empty-drop">
        <div className="empty-words">
          <h1>{say('open.title')}</h1>
          <p>{say('open.what')}</p>
          <OpenButtons app={app} />
          <p className="empty-hint">
            <span className="empty-fine">
              <Woven
                text={say(app.watching.isPossible ? 'open.hint.watch' : 'open.hint', { mod: pasteKey() })}
                parts={{
                  key: (sign) => <kbd>{sign}</kbd>,
                  watch: (words) => (
                    <button type="button" className="empty-watch" onClick={() => void app.watching.begin()}>
                      {words}
                    </button>
                  ),
                }}
              />
            </span>
            <span className="empty-coarse">{say('open.hint.touch')}</span>
          </p>
          <Samples app={app} baseUrl={baseUrl} />
        </div>
      </div>
      <footer className="empty-foot">
        <span>
          <Woven text={say('open.foot.builtIn', { model: 'BiRefNet-nano' })} parts={{ b: (name) => <b>{name}</b> }} />
        </span>
        <span>{say('open.foot.full')}</span>
        <span>{say('open.foot.offline')}</span>
        {children}
      </footer>
    </main>
  )
}

/** Asked when it is drawn: where the page is built there is no navigator. */
const pasteKey = () => (/Mac|iPhone|iPad/.test(globalThis.navigator?.platform) ? '⌘' : 'Ctrl')
