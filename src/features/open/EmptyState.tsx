import type { ReactNode } from 'react'
import type { App } from '#state/app.ts'
import { OpenButtons } from './OpenButtons.tsx'
import { Samples } from './Samples.tsx'
import './emptyState.css'

interface EmptyStateProps {
  app: App
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
          <h1>
            Drop photos. <br />
            Keep the subject.
          </h1>
          <p>
            Backgrounds come off right here in your browser, at full resolution. Your photos never leave this device.
          </p>
          <OpenButtons app={app} />
          <p className="empty-hint">
            <span className="empty-fine">{`or drop them anywhere${app.watching.isPossible ? ',' : ', or'} press `}</span>
            <span className="empty-fine">
              <kbd>{pasteKey}</kbd> <kbd>V</kbd>
            </span>
            {app.watching.isPossible ? (
              <span className="empty-fine">
                <span>, or </span>
                <button type="button" className="empty-watch" onClick={() => void app.watching.begin()}>
                  watch a folder
                </button>
              </span>
            ) : null}
            <span className="empty-coarse">or drop or paste them anywhere</span>
          </p>
          <Samples app={app} baseUrl={baseUrl} />
        </div>
      </div>
      <footer className="empty-foot">
        <span>
          <b>BiRefNet-nano</b> is built in: any subject
        </span>
        <span>Full size, no watermark, no account</span>
        <span>Works offline</span>
        {children}
      </footer>
    </main>
  )
}

const pasteKey = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
