import type { PhotoRecord } from '#core/sessions/record.ts'
import { newKey } from './id.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Job } from './job.ts'
import { tracesOf } from './sessionRecords.ts'

/** What the journal says of a photo by now; no traces where it says nothing yet. */
interface Told {
  key: string
  traces: readonly unknown[] | undefined
  thumbnail: ImageBitmap | undefined
}

/** The next thing that the journal does not say yet. */
export type Due =
  | { kind: 'begin' }
  | { kind: 'order'; keys: string[] }
  | { kind: 'photo'; job: Job }
  | { kind: 'session' }
  | { kind: 'picture'; photoId: string; thumbnail: ImageBitmap }
  | { kind: 'gone'; photoIds: string[] }

/** Knows what the journal of the present session says, and with that what is still to be written. */
export class SessionTold {
  readonly #photos = new Map<string, Told>()
  #order = ''
  #header: readonly unknown[] = []

  /** As after a session was opened: the journal says all of these photos, and nothing else. */
  begin(state: AppState, photos: readonly { photoId: string; record: PhotoRecord }[]): void {
    this.#photos.clear()
    const jobs = new Map(state.jobs.map((job) => [job.photo.id, job]))
    for (const { photoId, record } of photos) {
      const job = jobs.get(photoId)
      this.#photos.set(photoId, { key: record.key, traces: job && tracesOf(state, job), thumbnail: undefined })
    }
    this.#order = photos.map(({ record }) => record.key).join()
    // Where other photos are there as well, one of those may be looked at.
    this.#header = photos.length === 0 || photos.length < state.jobs.length ? [] : headerOf(state)
  }

  /** The key of a photo in its session; it gets one now where it has none yet. */
  keyOf(photoId: string): string {
    return this.#of(photoId).key
  }

  /** What is to be written next: the list and the photos that nothing is kept of come first, small pictures last. */
  next(state: AppState): Due | undefined {
    if (state.session.current === undefined) return state.jobs.length > 0 ? { kind: 'begin' } : undefined
    const keys = state.jobs.map(({ photo }) => this.keyOf(photo.id))
    if (keys.join() !== this.#order) return { kind: 'order', keys }
    const job = this.#nextPhoto(state)
    if (job !== undefined) return { kind: 'photo', job }
    if (!isSame(this.#header, headerOf(state))) return { kind: 'session' }
    return this.#nextPicture(state) ?? this.#gone(state)
  }

  /** This has been written, as it was in that state. */
  tell(due: Due, state: AppState): void {
    if (due.kind === 'order') this.#order = due.keys.join()
    else if (due.kind === 'photo') this.#of(due.job.photo.id).traces = tracesOf(state, due.job)
    else if (due.kind === 'session') this.#header = headerOf(state)
    else if (due.kind === 'picture') this.#of(due.photoId).thumbnail = due.thumbnail
    else if (due.kind === 'gone') for (const photoId of due.photoIds) this.#photos.delete(photoId)
  }

  /** The journal has this small cutout of the photo. */
  hasPictured(photoId: string, thumbnail: ImageBitmap): void {
    this.#of(photoId).thumbnail = thumbnail
  }

  #of(photoId: string): Told {
    const known = this.#photos.get(photoId) ?? { key: newKey(), traces: undefined, thumbnail: undefined }
    this.#photos.set(photoId, known)
    return known
  }

  #nextPhoto(state: AppState): Job | undefined {
    const isDue = (job: Job) => !isSame(this.#of(job.photo.id).traces, tracesOf(state, job))
    return state.jobs.find(({ photo }) => this.#of(photo.id).traces === undefined) ?? state.jobs.find(isDue)
  }

  #nextPicture({ jobs }: AppState): Due | undefined {
    for (const job of jobs) {
      const thumbnail = cutoutOf(job)?.cut.thumbnail
      // A closed bitmap has no size: the real one is still to come.
      const isDue = thumbnail !== undefined && thumbnail.width > 0 && this.#of(job.photo.id).thumbnail !== thumbnail
      if (isDue) return { kind: 'picture', photoId: job.photo.id, thumbnail }
    }
    return undefined
  }

  /** Photos that are neither in the list nor can be brought back. */
  #gone({ jobs, notices }: AppState): Due | undefined {
    const removed = notices.flatMap((notice) => (notice.kind === 'removed' ? notice.removed.map(({ job }) => job) : []))
    const here = new Set([...jobs, ...removed].map(({ photo }) => photo.id))
    const photoIds = [...this.#photos.keys()].filter((photoId) => !here.has(photoId))
    return photoIds.length === 0 ? undefined : { kind: 'gone', photoIds }
  }
}

function headerOf({ edges, compositions, selectedId, session }: AppState): readonly unknown[] {
  return [edges.usual, compositions.usual, selectedId, session.current?.name]
}

function isSame(one: readonly unknown[] | undefined, other: readonly unknown[]): boolean {
  return one !== undefined && one.length === other.length && one.every((part, index) => part === other[index])
}
