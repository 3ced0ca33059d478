import type { Verdict } from '#core/trust.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Finished, type Photo } from './job.ts'

/** How far a cutout can be trusted; one that nothing is known of is taken for good, unless Auto was unsure of its choice. */
export function verdictOf({ cut }: Finished): Verdict {
  if (cut.notes.includes('nothing-found')) return 'empty'
  const { trust, auto } = cut.madeWith
  return trust?.verdict ?? (auto?.sure === false ? 'doubtful' : 'good')
}

/** The verdict that a person has still to hear: neither good, nor taken as it is. */
export function openVerdict(finished: Finished | undefined): Exclude<Verdict, 'good'> | undefined {
  if (finished === undefined || finished.isTaken === true) return undefined
  const verdict = verdictOf(finished)
  return verdict === 'good' ? undefined : verdict
}

/** A photo to be asked about before it is downloaded with all others. */
export interface Doubted {
  photo: Photo
  finished: Finished
  verdict: Exclude<Verdict, 'good'>
}

/** The photos whose cutouts are doubtful or empty and were not taken as they are. */
export function doubtedOf({ jobs }: Pick<AppState, 'jobs'>): Doubted[] {
  return jobs.flatMap((job): Doubted[] => {
    const finished = cutoutOf(job)
    const verdict = openVerdict(finished)
    return finished === undefined || verdict === undefined ? [] : [{ photo: job.photo, finished, verdict }]
  })
}
