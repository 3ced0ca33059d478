import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { EdgeSettings } from '#core/edges.ts'
import type { Edits } from '#core/edits.ts'
import type { Model } from '#core/models.ts'
import { say } from '#core/say.ts'
import { isHairMark, type Stroke } from '#core/strokes.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Finished, isSameModel, type Job } from './job.ts'
import { ofPhoto } from './perPhoto.ts'

export function selectedJob(state: AppState): Job | undefined {
  return state.jobs.find((job) => job.photo.id === state.selectedId)
}

/** The cutout of the selected photo, if it has one. */
export function selectedCutout(state: AppState): Finished | undefined {
  const job = selectedJob(state)
  return job && cutoutOf(job)
}

/** The photo whose turn is next: the one that is looked at before those that are urgent, and those before all others. */
export function nextWaiting(state: AppState): Extract<Job, { status: 'waiting' }> | undefined {
  const selected = selectedJob(state)
  if (selected?.status === 'waiting') return selected
  for (const id of state.urgent) {
    const job = state.jobs.find(({ photo }) => photo.id === id)
    if (job?.status === 'waiting') return job
  }
  return state.jobs.find((job) => job.status === 'waiting')
}

/** The model that a photo's next cut uses: the one chosen for it alone, or the one chosen for all. */
export function modelFor({ model }: Pick<AppState, 'model'>, job: Job): Model {
  return ((job.status === 'waiting' || job.status === 'working') && job.own) || model
}

/** How many photos are not waiting any more, counting the one being cut. */
export function startedCount(state: AppState): number {
  return state.jobs.filter((job) => job.status !== 'waiting').length
}

export function isBusy(state: AppState): boolean {
  return state.jobs.some((job) => job.status === 'waiting' || job.status === 'working')
}

export function cutoutCount(state: AppState): number {
  return state.jobs.filter((job) => cutoutOf(job) !== undefined).length
}

/** Was this finished with another model than the one chosen now? One that was chosen for this photo alone does not count. */
export function isMadeOtherwise(state: AppState, job: Job): boolean {
  if (job.status !== 'done' || job.finished.isOwnChoice === true) return false
  return !isSameModel(job.finished.model, state.model) || sawOtherwise(state, job.finished)
}

/** Subjects whose box takes less of the photo are looked at alone. */
const smallSubject = 0.5

/** Would the network now see another part of the photo? */
function sawOtherwise(state: Pick<AppState, 'looksAtSubject'>, { cut, looksAtSubject }: Finished): boolean {
  if (looksAtSubject === undefined || looksAtSubject === state.looksAtSubject) return false
  const { look, subject } = cut.madeWith
  return looksAtSubject ? look?.kind === 'subject-box' : subject === undefined || subject.share < smallSubject
}

export function madeOtherwiseCount(state: AppState): number {
  return state.jobs.filter((job) => isMadeOtherwise(state, job)).length
}

/** How many finished photos this model would make otherwise. */
export function redoCount({ jobs }: AppState, model: Model): number {
  return jobs.filter((job) => job.status === 'done' && !isSameModel(job.finished.model, model)).length
}

/** The page's title: how far the work is, then the name. */
export function pageTitle(state: AppState): string {
  const all = state.jobs.length
  if (all === 0) return say('news.title.empty')
  if (!isBusy(state)) return say('news.title.done', { done: cutoutCount(state), all })
  if (state.isPaused) return say('news.title.paused', { done: cutoutCount(state), all })
  return say('news.title.cutting', { started: startedCount(state), all })
}

/** The edges that this photo's cutout is to have. */
export function edgesOf({ edges }: AppState, photoId: string): EdgeSettings {
  return ofPhoto(edges, photoId)
}

const noStrokes: readonly Stroke[] = []

/** What was painted on this photo's cutout, in order. */
export function strokesOf(state: Pick<AppState, 'strokes'>, photoId: string): readonly Stroke[] {
  return sortedStrokes(allStrokesOf(state, photoId)).painted
}

/** Where hair was marked on this photo, in order. */
export function hairMarksOf(state: Pick<AppState, 'strokes'>, photoId: string): readonly Stroke[] {
  return sortedStrokes(allStrokesOf(state, photoId)).hair
}

/** Both, in the order they were made. */
export function allStrokesOf({ strokes }: Pick<AppState, 'strokes'>, photoId: string): readonly Stroke[] {
  return strokes[photoId] ?? noStrokes
}

/** The same lists as long as the strokes are the same: what is selected must not differ at each look. */
const sorted = new WeakMap<readonly Stroke[], { painted: readonly Stroke[]; hair: readonly Stroke[] }>()

function sortedStrokes(all: readonly Stroke[]): { painted: readonly Stroke[]; hair: readonly Stroke[] } {
  const known = sorted.get(all)
  if (known !== undefined) return known
  const hair = all.filter(isHairMark)
  const both =
    hair.length === 0 ? { painted: all, hair: noStrokes } : { painted: all.filter((one) => !isHairMark(one)), hair }
  sorted.set(all, both)
  return both
}

/** All that was done to this photo's cutout; another object at each call. */
export function editsOf(state: AppState, photoId: string): Edits {
  return { edges: edgesOf(state, photoId), strokes: strokesOf(state, photoId) }
}

/** What is to be made of this photo's cutout. */
export function compositionOf({ compositions }: AppState, photoId: string): CompositionSettings {
  return ofPhoto(compositions, photoId)
}
