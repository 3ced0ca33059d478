import { Component, type ReactNode } from 'react'
import { say } from '#core/say.ts'
import { Button } from '#ui/Button.tsx'
import { MissingPart } from './missingPart.ts'

interface ErrorBoundaryState {
  error: Error | undefined
}

/** Keeps a mistake in one part from taking the page away. The photos live in the store, so drawing anew brings them back. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    // What could not be fetched once is not asked for again before the page is loaded anew.
    const isMissing = error instanceof MissingPart
    return (
      <main className="broken" role="alert">
        <h1>{say(isMissing ? 'app.missing' : 'app.broken')}</h1>
        <p>{say(isMissing ? 'app.missing.next' : 'app.broken.next')}</p>
        <div className="broken-actions">
          {isMissing ? null : (
            <Button look="primary" onClick={() => this.setState({ error: undefined })}>
              {say('app.broken.again')}
            </Button>
          )}
          <Button look={isMissing ? 'primary' : 'plain'} onClick={() => location.reload()}>
            {say('common.reload')}
          </Button>
        </div>
        <details>
          <summary>{say('common.details')}</summary>
          <code>{`${error.name}: ${error.message}`}</code>
        </details>
      </main>
    )
  }
}
