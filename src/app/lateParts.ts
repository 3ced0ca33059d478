import { loadOverview } from './loadOverview.ts'

/** Parts that the empty page does not need, loaded when it has been shown. */
export const loadWorkspace = () => import('./Workspace.tsx')
export const loadHelp = () => import('./HelpDialog.tsx')
export const loadAddressQuestion = () => import('#features/open/AddressQuestion.tsx')
export const loadShelf = () => import('#features/shelf/ShelfDialog.tsx')
export const loadRequests = () => import('#features/shelf/RequestsDialog.tsx')
export const loadSessions = () => import('#features/session/SessionsDialog.tsx')
export const loadWatchChip = () => import('#features/watch/WatchChip.tsx')
export const loadTerms = () => import('#features/models/Terms.tsx')

/** Loads them all ahead, so that nothing has to be waited for later, not even without a network. */
export function loadLateParts(): void {
  // A part that cannot be loaded now is asked for again when it is needed, and then says so.
  const loads = [
    loadWorkspace,
    loadHelp,
    loadShelf,
    loadSessions,
    loadRequests,
    loadTerms,
    loadAddressQuestion,
    loadWatchChip,
    loadOverview,
  ]
  for (const load of loads) load().catch(() => {})
}
