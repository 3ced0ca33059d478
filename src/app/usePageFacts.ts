import { useEffect } from 'react'
import { useStore } from 'zustand'
import { watchOnline } from '#platform/online.ts'
import { watchOutsideRequests } from '#platform/outsideRequests.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { isBusy, pageTitle } from '#state/selectors.ts'
import { isKept } from '#state/sessionState.ts'
import { hasUnsaved } from '#state/unsaved.ts'
import { useKeys } from '#ui/useKeys.ts'
import { selectionKeys, selectionLetters } from './selectionKeys.ts'

const hasLetterKeysOf = (state: AppState) => state.hasLetterKeys
const isLeavingCostlyOf = (state: AppState) =>
  state.saving !== undefined || (!isKept(state.session) && (isBusy(state) || hasUnsaved(state)))

/** Ties the page to the state: network, requests, title, the question before leaving, and the shortcuts for the selected photo. */
export function usePageFacts(app: App): void {
  const { store } = app
  useEffect(() => {
    watchOnline((isOnline) => store.setState({ isOnline }))
    watchOutsideRequests((outsideRequests) => store.setState({ outsideRequests }))
  }, [store])

  const title = useStore(store, pageTitle)
  useEffect(() => {
    document.title = title
  }, [title])

  // A download on its way would be lost; so would photos and cutouts where they are not kept on the device by now.
  const isLeavingCostly = useStore(store, isLeavingCostlyOf)
  useEffect(() => {
    if (!isLeavingCostly) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isLeavingCostly])

  useKeys(selectionKeys(app))
  useKeys(selectionLetters(app), useStore(store, hasLetterKeysOf))
}
