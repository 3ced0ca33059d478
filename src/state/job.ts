import type { Cut, Progress } from '#core/contract.ts'
import type { Model } from '#core/models.ts'
import type { Reason } from '#core/reasons.ts'

/** A file that came in to be cut. */
export interface Photo {
  id: string
  name: string
  file: Blob
}

/** A finished cutout together with the model it was asked of, which may differ from the one chosen now. */
export interface Finished {
  cut: Cut
  model: Model
}

/**
 * A photo and how far its cutout has come.
 * A photo that is cut once more keeps its `last` cutout until the new one is there.
 */
export type Job =
  | { status: 'waiting'; photo: Photo; last?: Finished }
  | { status: 'working'; photo: Photo; model: Model; progress: Progress; last?: Finished }
  | { status: 'done'; photo: Photo; finished: Finished }
  | { status: 'failed'; photo: Photo; reason: Reason; detail?: string }
  | { status: 'cancelled'; photo: Photo }

/** The cutout that can be shown and saved: the finished one, or the last one while a new one is made. */
export function cutoutOf(job: Job): Finished | undefined {
  if (job.status === 'done') return job.finished
  return job.status === 'waiting' || job.status === 'working' ? job.last : undefined
}

/** The same photo, waiting for its turn. */
export function waiting(job: Job): Job {
  const last = cutoutOf(job)
  return last === undefined ? { status: 'waiting', photo: job.photo } : { status: 'waiting', photo: job.photo, last }
}

/** What becomes of a job that a person stops: it falls back to its last cutout, if it has one. */
export function stopped(job: Job): Job {
  const last = cutoutOf(job)
  return last === undefined
    ? { status: 'cancelled', photo: job.photo }
    : { status: 'done', photo: job.photo, finished: last }
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
