import { compositionFingerprint } from '#core/compositionSettings.ts'
import { editsFingerprint } from '#core/edits.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Job } from './job.ts'
import { compositionOf, editsOf } from './selectors.ts'
import type { AppStore } from './store.ts'

/** One name for a photo's cutout as it is now: another mask, other edges, another stroke or another background make another edition. Undefined where there is no cutout. */
export function editionOf(state: AppState, job: Job): string | undefined {
  const mask = cutoutOf(job)?.cut.mask
  const { id } = job.photo
  const made = [editsFingerprint(editsOf(state, id)), compositionFingerprint(compositionOf(state, id))]
  return mask && `${mask.id} ${made.join(' ')}`
}

/** Is there a cutout that nobody has downloaded as it is now? */
export function hasUnsaved(state: AppState): boolean {
  return state.jobs.some((job) => {
    const edition = editionOf(state, job)
    return edition !== undefined && state.saved[job.photo.id] !== edition
  })
}

/** Remembers the editions that have left the page, by the photo's id. */
export function markSaved(store: AppStore, editions: Readonly<Record<string, string>>): void {
  store.setState(({ saved }) => ({ saved: { ...saved, ...editions } }))
}
