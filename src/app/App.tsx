import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { DropOverlay } from '#features/open/DropOverlay.tsx'
import { EmptyState } from '#features/open/EmptyState.tsx'
import { ShelfLine } from '#features/shelf/ShelfLine.tsx'
import type { AppState } from '#state/initialState.ts'
import type { FirstActions } from '#state/opening.ts'
import { isKept } from '#state/sessionState.ts'
import type { Behind } from './behind.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Header } from './Header.tsx'
import { loadWorkspace } from './lateParts.ts'
import { Spoken } from './Spoken.tsx'
import './app.css'

const Workspace = lazy(async () => ({ default: (await loadWorkspace()).Workspace }))

const languageOf = (state: AppState) => state.language
const isKeptOf = (state: AppState) => isKept(state.session)
const isEmptyOf = (state: AppState) => state.jobs.length === 0
const isComingOf = (state: AppState) => state.session.keeping === 'restoring' || state.isBringing

interface AppProps {
  app: FirstActions
  baseUrl: string
  /** What stands behind the first page; undefined until it has been loaded, an error where it cannot be. */
  behind: Behind | Error | undefined
}

/** The whole page, made anew where another language is chosen: words are said as parts are drawn. */
export function App(props: AppProps) {
  return <Page key={useStore(props.app.store, languageOf)} {...props} />
}

/** The empty state until there are photos, then the workspace. The first page stays as it is when what stands behind it comes. */
function Page({ app, baseUrl, behind }: AppProps) {
  const isEmpty = useStore(app.store, isEmptyOf)
  const isComing = useStore(app.store, isComingOf)
  const isAllKept = useStore(app.store, isKeptOf)
  const whole = behind instanceof Error ? undefined : behind
  return (
    <div className="app" data-empty={isEmpty} data-kept={isAllKept}>
      <ErrorBoundary>
        <Header app={app} whole={whole?.app} />
      </ErrorBoundary>
      <ErrorBoundary>
        {behind instanceof Error ? (
          <Failed error={behind} />
        ) : isEmpty && !isComing ? (
          <EmptyState app={app} baseUrl={baseUrl}>
            <ShelfLine app={app}>{whole?.shelfNews}</ShelfLine>
          </EmptyState>
        ) : isEmpty || whole === undefined ? (
          <main className="workspace-loading" aria-busy="true" />
        ) : (
          <Suspense fallback={<main className="workspace-loading" aria-busy="true" />}>
            <Workspace app={whole.app}>{whole.notices}</Workspace>
          </Suspense>
        )}
      </ErrorBoundary>
      {whole?.overlays}
      <DropOverlay app={app} />
      <Spoken app={app} />
    </div>
  )
}

/** Leaves it to the boundary around it to say what went wrong and how to go on. */
function Failed({ error }: { error: Error }): never {
  throw error
}
