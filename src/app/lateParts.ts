import { laterWords } from '#platform/language.ts'
import { loadOverview } from './loadOverview.ts'
import { part } from './missingPart.ts'

/** Parts that the empty page does not need, loaded when it has been shown. Each rejects with a `MissingPart`. */
export const loadWorkspace = part(() => withWords(import('./Workspace.tsx')))
export const loadFailureCard = part(() => withWords(import('./FailureCard.tsx')))
export const loadHelp = part(() => withWords(import('./HelpDialog.tsx')))
export const loadAddressQuestion = part(() => withWords(import('#features/open/AddressQuestion.tsx')))
export const loadShelf = part(() => withWords(import('#features/shelf/ShelfDialog.tsx')))
export const loadRequests = part(() => withWords(import('#features/shelf/RequestsDialog.tsx')))
export const loadSessions = part(() => withWords(import('#features/session/SessionsDialog.tsx')))
export const loadWatchChip = part(() => withWords(import('#features/watch/WatchChip.tsx')))
export const loadTerms = part(() => withWords(import('#features/models/Terms.tsx')))

/** Loads them all ahead, so that nothing has to be waited for later, not even without a network. One after the other: the page stays free meanwhile. */
export async function loadLateParts(): Promise<void> {
  const loads = [
    loadWorkspace,
    loadFailureCard,
    loadHelp,
    loadShelf,
    loadSessions,
    loadRequests,
    loadTerms,
    loadAddressQuestion,
    loadWatchChip,
    loadOverview,
  ]
  // A part that cannot be loaded now is asked for again when it is needed, and then says so.
  for (const load of loads) await load().catch(() => {})
}

/** A part is there when its words are. */
async function withWords<T>(part: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([part, laterWords()])
  return loaded
}
