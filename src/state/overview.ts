import type { AppState } from './initialState.ts'
import { cutoutOf, type Job, labelOf, type Photo } from './job.ts'
import { ofPhoto } from './perPhoto.ts'
import { openVerdict } from './verdict.ts'

/** Which photos are shown beside each other. */
export type PhotoFilter = 'all' | 'done' | 'doubtful' | 'failed' | 'waiting' | 'edited'

/** In which order. */
export type PhotoOrder = 'brought' | 'name' | 'doubt' | 'time'

type Listed = Pick<AppState, 'jobs' | 'edges' | 'strokes' | 'compositions'>

/** The photos that a filter lets through, in the order that is asked for. */
export function listedPhotos(state: Listed, filter: PhotoFilter, order: PhotoOrder): Photo[] {
  const jobs = state.jobs.filter((job) => passes(state, job, filter))
  if (order !== 'brought') jobs.sort(comparisons[order])
  return jobs.map(({ photo }) => photo)
}

/** How many photos each filter lets through. */
export function listedCounts(state: Listed): Record<PhotoFilter, number> {
  const counts = { all: 0, done: 0, doubtful: 0, failed: 0, waiting: 0, edited: 0 }
  for (const job of state.jobs) for (const filter of photoFilters) if (passes(state, job, filter)) counts[filter] += 1
  return counts
}

export const photoFilters = ['all', 'done', 'doubtful', 'failed', 'waiting', 'edited'] as const

function passes(state: Listed, job: Job, filter: PhotoFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'done':
      return job.status === 'done'
    case 'doubtful':
      return openVerdict(cutoutOf(job)) !== undefined
    case 'failed':
      return job.status === 'failed' || job.status === 'cancelled'
    case 'waiting':
      return job.status === 'waiting' || job.status === 'working'
    case 'edited':
      return isEdited(state, job.photo.id)
  }
}

/** Was something done to this photo alone? */
export function isEdited({ edges, strokes, compositions }: Omit<Listed, 'jobs'>, id: string): boolean {
  return (
    ofPhoto(edges, id) !== edges.usual ||
    ofPhoto(compositions, id) !== compositions.usual ||
    Boolean(strokes[id]?.length)
  )
}

/** Orders cutouts by how much they want looking at: 0 where nothing was found, then how likely the cutout is right; what was taken or is good comes after, what is not cut last. */
export function scoreOf(job: Job): number {
  const finished = cutoutOf(job)
  if (finished === undefined) return 3
  const verdict = openVerdict(finished)
  if (verdict === 'empty') return 0
  // What a person has taken as it is comes after all that is still to be looked at.
  return (finished.cut.madeWith.trust?.score ?? 1) + (verdict === undefined ? 1 : 0)
}

const names = new Intl.Collator(undefined, { numeric: true })

const comparisons: Record<Exclude<PhotoOrder, 'brought'>, (one: Job, other: Job) => number> = {
  name: (one, other) => names.compare(labelOf(one.photo), labelOf(other.photo)),
  doubt: (one, other) => scoreOf(one) - scoreOf(other),
  time: (one, other) => secondsOf(other) - secondsOf(one),
}

function secondsOf(job: Job): number {
  return cutoutOf(job)?.cut.madeWith.totalMs ?? 0
}
