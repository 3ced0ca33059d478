import { Component, type ReactNode } from 'react'
import { advice } from '#core/reasons.ts'
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
    const { what, next } = isMissing ? advice['runtime-missing'] : mistake
    return (
      <main className="broken" role="alert">
        <h1>{what}</h1>
        <p>{next}</p>
        <div className="broken-actions">
          {isMissing ? null : (
            <Button look="primary" onClick={() => this.setState({ error: undefined })}>
              Show again
            </Button>
          )}
          <Button look={isMissing ? 'primary' : 'plain'} onClick={() => location.reload()}>
            Reload
          </Button>
        </div>
        <details>
          <summary>Technical details</summary>
          <code>{`${error.name}: ${error.message}`}</code>
        </details>
      </main>
    )
  }
}

const mistake = {
  what: 'Clearcut made a mistake while drawing this page.',
  next: 'Your photos are still here. Show the page again; if that does not help, reload it.',
}
