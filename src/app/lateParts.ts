import { loadOverview } from './loadOverview.ts'
import { part } from './missingPart.ts'

/** Parts that the empty page does not need, loaded when it has been shown. Each rejects with a `MissingPart`. */
export const loadWorkspace = part(() => import('./Workspace.tsx'))
export const loadHelp = part(() => import('./HelpDialog.tsx'))
export const loadAddressQuestion = part(() => import('#features/open/AddressQuestion.tsx'))
export const loadShelf = part(() => import('#features/shelf/ShelfDialog.tsx'))
export const loadRequests = part(() => import('#features/shelf/RequestsDialog.tsx'))
export const loadSessions = part(() => import('#features/session/SessionsDialog.tsx'))
export const loadWatchChip = part(() => import('#features/watch/WatchChip.tsx'))
export const loadTerms = part(() => import('#features/models/Terms.tsx'))

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
