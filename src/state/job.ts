import type { Cut } from '#core/cut.ts'
import type { Model } from '#core/models.ts'
import type { Progress } from '#core/progress.ts'
import type { Reason } from '#core/reasons.ts'

/** A file that came in to be cut. */
export interface Photo {
  id: string
  name: string
  /** Where it lay below the folder that was brought, with that folder: `tree/blue`. Absent for files that came by themselves. */
  folder?: string
  file: Blob
}

/** What a photo is called where others of its name may stand beside it. */
export function labelOf({ folder, name }: Photo): string {
  return folder === undefined ? name : `${folder}/${name}`
}

/** A finished cutout together with the model it was asked of, which may differ from the one chosen now. */
export interface Finished {
  cut: Cut
  model: Model
  /** What the built-in network made to be seen at once, while the cutout of a finer model is on its way. */
  isPreview?: true
  /** Whether a larger network was to look at the subject's part of the photo only; absent where the model was none. */
  looksAtSubject?: boolean
  /** The person chose the model for this photo alone. */
  isOwnChoice?: true
  /** The person has seen what is doubtful about it, and takes it as it is. */
  isTaken?: true
}

/**
 * A photo and how far its cutout has come.
 * A photo that is cut once more keeps its `last` cutout until the new one is there. `own` is the model that was chosen for this photo alone.
 * While a preview is made of a waiting photo, `glance` tells how far that is.
 */
export type Job =
  | { status: 'waiting'; photo: Photo; last?: Finished; own?: Model; glance?: Progress }
  | { status: 'working'; photo: Photo; model: Model; progress: Progress; last?: Finished; own?: Model }
  | { status: 'done'; photo: Photo; finished: Finished }
  | { status: 'failed'; photo: Photo; reason: Reason; detail?: string }
  | { status: 'cancelled'; photo: Photo }

/** The cutout that can be shown and saved: the finished one, or the last one while a new one is made. */
export function cutoutOf(job: Job): Finished | undefined {
  if (job.status === 'done') return job.finished
  return job.status === 'waiting' || job.status === 'working' ? job.last : undefined
}

/** Will there be a cutout without anybody asking for it? */
export function isUnderWay(job: Job): job is Extract<Job, { status: 'waiting' | 'working' }> {
  return job.status === 'waiting' || job.status === 'working'
}

/** The same photo, waiting for its turn; with a model of its own where one is given. */
export function waiting(job: Job, own?: Model): Job {
  const last = cutoutOf(job)
  return {
    status: 'waiting',
    photo: job.photo,
    ...(last === undefined ? {} : { last }),
    ...(own === undefined ? {} : { own }),
  }
}

/** The same photo, being cut, where it waited for that. */
export function working(job: Job, model: Model, progress: Progress): Job {
  if (job.status !== 'waiting' && job.status !== 'working') return job
  const { photo, last, own } = job
  const kept = { ...(last === undefined ? {} : { last }), ...(own === undefined ? {} : { own }) }
  return { status: 'working', photo, model, progress, ...kept }
}

/** What becomes of a job that a person stops: it falls back to its last cutout, if it has one. */
export function stopped(job: Job): Job {
  const last = cutoutOf(job)
  return last === undefined
    ? { status: 'cancelled', photo: job.photo }
    : { status: 'done', photo: job.photo, finished: settled(last) }
}

/** A preview that nothing finer will follow is a cutout like any other. */
export function settled({ isPreview: _, ...finished }: Finished): Finished {
  return finished
}

/** Does this model take so long that a preview is worth making? The built-in ones are quick. */
export function isFiner({ kind }: Model): boolean {
  return kind === 'birefnet' || kind === 'onnx'
}

/** Gives back what the job holds outside the reach of the garbage collector. */
export function release(job: Job): void {
  cutoutOf(job)?.cut.thumbnail.close()
}

/** Would this model make another cutout than that one? Another normalisation, size or backend counts as another model. */
export function isSameModel(one: Model, other: Model): boolean {
  if (one.id !== other.id) return false
  if (one.kind === 'birefnet' && other.kind === 'birefnet')
    return one.tier === other.tier && one.runsOn === other.runsOn
  return one.kind !== 'onnx' || other.kind !== 'onnx' || one.family === other.family
}
