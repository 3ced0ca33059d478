import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { OpeningDialog } from '#ui/OpeningDialog.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loadAddressQuestion, loadLateParts, loadSessions, loadShelf, loadTerms } from './lateParts.ts'
import { Notices } from './Notices.tsx'
import { usePageFacts } from './usePageFacts.ts'

const ShelfDialog = lazy(async () => ({ default: (await loadShelf()).ShelfDialog }))

const SessionsDialog = lazy(async () => ({ default: (await loadSessions()).SessionsDialog }))

const Terms = lazy(async () => ({ default: (await loadTerms()).Terms }))

const AddressQuestion = lazy(async () => ({ default: (await loadAddressQuestion()).AddressQuestion }))

const isEmptyOf = (state: AppState) => state.jobs.length === 0
const isAskingAddressOf = (state: AppState) => state.askedAddresses.length > 0
const isShelfOpenOf = (state: AppState) => state.isShelfOpen || state.shelf.askedId !== undefined
const isSessionsOpenOf = (state: AppState) => state.session.isOpen
const isAskingTermsOf = (state: AppState) => state.termsAsked !== undefined

/** What is opened over the page, and what ties the page to the state; loads the later parts ahead. */
export function Overlays({ app }: { app: App }) {
  const isEmpty = useStore(app.store, isEmptyOf)
  const isShelfOpen = useStore(app.store, isShelfOpenOf)
  const isSessionsOpen = useStore(app.store, isSessionsOpenOf)
  const isAskingTerms = useStore(app.store, isAskingTermsOf)
  const isAskingAddress = useStore(app.store, isAskingAddressOf)
  usePageFacts(app)
  useEffect(() => {
    // Until then the line is better used for showing the page. One after the other, so that the page stays free.
    const timers = [setTimeout(() => void app.shelf.refresh(), 800), setTimeout(() => void loadLateParts(), 1000)]
    return () => timers.forEach(clearTimeout)
  }, [app])

  const closeShelf = () => {
    app.store.setState({ isShelfOpen: false })
    app.shelf.ask(undefined)
  }
  return (
    <>
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
    </>
  )
}
