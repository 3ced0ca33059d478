import { isReason } from '#core/reasons.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import type { World } from './world.ts'

/** Thrown where the app breaks a promise that it gives in every state. */
class BrokenStateError extends Error {
  override readonly name = 'BrokenStateError'
}

export function demand(isKept: boolean, promise: string): asserts isKept {
  if (!isKept) throw new BrokenStateError(promise)
}

/** What holds after everything that a person does and everything that answers. */
export function checkAlways(world: World): void {
  const { state } = world
  const all = [...state.jobs, ...removedJobs(state)]
  demand(new Set(all.map(({ photo }) => photo.id)).size === all.length, 'a photo is there twice')
  demand(
    state.jobs.length === 0
      ? state.selectedId === undefined
      : state.jobs.some(({ photo }) => photo.id === state.selectedId),
    `what is looked at is there: ${state.selectedId}`,
  )
  for (const job of all) checkJob(world, job)
  const working = state.jobs.filter(({ status }) => status === 'working')
  demand(working.length <= 1, 'one photo is cut at a time')
  demand(state.hinting >= 0, 'nobody looks into fewer strokes than none')
}

function checkJob({ visit }: World, job: Job): void {
  const thumbnail = cutoutOf(job)?.cut.thumbnail
  demand(
    thumbnail === undefined || thumbnail.width > 0 || visit.bitmaps.isPending(thumbnail),
    `the small picture of ${job.photo.name} is open`,
  )
  demand(job.status !== 'failed' || isReason(job.reason), `${job.photo.name} failed for a known reason`)
}

/** What holds when everything has answered and time enough has passed. */
export function checkAtRest(world: World): void {
  const { state, visit } = world
  checkAlways(world)
  for (const { photo, status } of state.jobs)
    demand(['done', 'failed', 'cancelled'].includes(status), `${photo.name} does not wait for ever, it is ${status}`)
  for (const job of state.jobs)
    demand(job.status !== 'done' || job.finished.isPreview !== true, `${job.photo.name} is no preview any more`)
  for (const job of state.jobs) {
    const thumbnail = job.photo.id === state.selectedId ? undefined : cutoutOf(job)?.cut.thumbnail
    // The one that is looked at gets its small picture by being looked at.
    demand(thumbnail === undefined || thumbnail.width > 0, `the small picture of ${job.photo.name} comes in the end`)
  }
  demand(state.saving === undefined, 'nothing is being written for ever')
  demand(state.refining === undefined, 'no edge is being refined for ever')
  demand(state.hinting === 0, 'no stroke is looked into for ever')
  for (const { name, state: download } of state.shelf.downloads)
    demand(['failed', 'paused'].includes(download.status), `the download of ${name} ends, or waits for a person`)
  const isHere = state.model.kind !== 'birefnet' || state.shelf.items.some(({ id }) => id === state.model.id)
  demand(isHere, `the model that is chosen is on the device: ${state.model.id}`)
  demand(state.shelf.requests.length === visit.network.fetches, 'every request that left is told')
  demand(state.addingModel === undefined, 'no model is being read for ever')
  demand(state.session.project === undefined, 'no project is being written for ever')
  demand(!['asking', 'restoring'].includes(state.session.keeping), 'it is known what is kept')
  const owned = new Set([...state.jobs, ...removedJobs(state)].map((job) => cutoutOf(job)?.cut.thumbnail))
  const leaked = [...visit.bitmaps.open].filter((bitmap) => !owned.has(bitmap))
  demand(leaked.length === 0, `no picture is left open that nobody has: ${leaked.length}`)
  demand(visit.keeper.lostFiles().length === 0, 'every file that is kept is there')
}

export function removedJobs({ notices }: AppState): Job[] {
  return notices.flatMap((notice) => (notice.kind === 'removed' ? notice.removed.map(({ job }) => job) : []))
}
