import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { DropOverlay } from '#features/open/DropOverlay.tsx'
import { EmptyState } from '#features/open/EmptyState.tsx'
import { ShelfLine } from '#features/shelf/ShelfLine.tsx'
import type { App as AppOf } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { isKept } from '#state/sessionState.ts'
import { OpeningDialog } from '#ui/OpeningDialog.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Header } from './Header.tsx'
import { loadAddressQuestion, loadLateParts, loadSessions, loadShelf, loadTerms, loadWorkspace } from './lateParts.ts'
import { Notices } from './Notices.tsx'
import { Spoken } from './Spoken.tsx'
import { usePageFacts } from './usePageFacts.ts'
import './app.css'

const Workspace = lazy(async () => ({ default: (await loadWorkspace()).Workspace }))

const ShelfDialog = lazy(async () => ({ default: (await loadShelf()).ShelfDialog }))

const SessionsDialog = lazy(async () => ({ default: (await loadSessions()).SessionsDialog }))

const Terms = lazy(async () => ({ default: (await loadTerms()).Terms }))

const AddressQuestion = lazy(async () => ({ default: (await loadAddressQuestion()).AddressQuestion }))

const languageOf = (state: AppState) => state.language
const isAskingAddressOf = (state: AppState) => state.askedAddresses.length > 0
const isKeptOf = (state: AppState) => isKept(state.session)
const isShelfOpenOf = (state: AppState) => state.isShelfOpen || state.shelf.askedId !== undefined
const isSessionsOpenOf = (state: AppState) => state.session.isOpen
const isAskingTermsOf = (state: AppState) => state.termsAsked !== undefined
const isEmptyOf = (state: AppState) => state.jobs.length === 0
const isRestoringOf = (state: AppState) => state.session.keeping === 'restoring'

interface AppProps {
  app: AppOf
  baseUrl: string
}

/** The whole page, made anew where another language is chosen: words are said as parts are drawn. */
export function App({ app, baseUrl }: AppProps) {
  return <Page key={useStore(app.store, languageOf)} app={app} baseUrl={baseUrl} />
}

/** The empty state until there are photos, then the workspace. */
function Page({ app, baseUrl }: AppProps) {
  const isEmpty = useStore(app.store, isEmptyOf)
  const isRestoring = useStore(app.store, isRestoringOf)
  const isAllKept = useStore(app.store, isKeptOf)
  const isShelfOpen = useStore(app.store, isShelfOpenOf)
  const isSessionsOpen = useStore(app.store, isSessionsOpenOf)
  const isAskingTerms = useStore(app.store, isAskingTermsOf)
  const isAskingAddress = useStore(app.store, isAskingAddressOf)
  usePageFacts(app)
  useEffect(() => {
    // The first drop must not wait for code; until then the line is better used for showing the page.
    const timer = setTimeout(() => {
      loadLateParts()
      void app.shelf.refresh()
    }, 800)
    return () => clearTimeout(timer)
  }, [app])

  const closeShelf = () => {
    app.store.setState({ isShelfOpen: false })
    app.shelf.ask(undefined)
  }
  return (
    <div className="app" data-empty={isEmpty} data-kept={isAllKept}>
      <ErrorBoundary>
        <Header app={app} />
      </ErrorBoundary>
      <ErrorBoundary>
        {isEmpty && isRestoring ? (
          <main className="workspace-loading" aria-busy="true" />
        ) : isEmpty ? (
          <EmptyState app={app} baseUrl={baseUrl}>
            <ShelfLine app={app} />
          </EmptyState>
        ) : (
          <Suspense fallback={<main className="workspace-loading" aria-busy="true" />}>
            <Workspace app={app}>
              <Notices app={app} />
            </Workspace>
          </Suspense>
        )}
      </ErrorBoundary>
      {isShelfOpen ? (
        <ErrorBoundary>
          <Suspense fallback={<OpeningDialog onClose={closeShelf} />}>
            <ShelfDialog app={app} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {isSessionsOpen ? (
        <ErrorBoundary>
          <Suspense fallback={<OpeningDialog onClose={() => app.sessions.setOpen(false)} />}>
            <SessionsDialog app={app} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {isAskingTerms ? (
        <ErrorBoundary>
          <Suspense>
            <Terms app={app} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {isAskingAddress ? (
        <ErrorBoundary>
          <Suspense>
            <AddressQuestion app={app} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {isEmpty ? <Notices app={app} /> : null}
      <DropOverlay app={app} />
      <Spoken app={app} />
    </div>
  )
}
