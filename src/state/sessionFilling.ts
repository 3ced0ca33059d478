import { editsFingerprint } from '#core/edits.ts'
import type { FileKeeper, SessionKeeper } from '#core/ports.ts'
import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import { emptyHistory, withOwnOf } from './historySteps.ts'
import { cutoutOf, type Job } from './job.ts'
import { editsOf } from './selectors.ts'
import type { Recording } from './sessionRecording.ts'
import { jobsOf, type RestoredPhoto, settingsOf } from './sessionRestored.ts'
import type { AppStore } from './store.ts'
import type { Thumbnails } from './thumbnails.ts'
import { editionOf, markSaved } from './unsaved.ts'

/** Small cutouts that are drawn before the filmstrip shows them. */
const atATime = 24

interface FillingOptions {
  keeper: Pick<SessionKeeper, 'pictures' | 'closedBitmap'>
  files: Pick<FileKeeper, 'trust'>
  recording: Pick<Recording, 'follow' | 'hasPictured' | 'names'>
  thumbnails: Pick<Thumbnails, 'assume'>
}

/**
 * Puts a session's photos before those that are on the page already: the list first; small cutouts follow, and photos and masks are read when they are
 * looked at. What could be undone then is not kept: the history begins anew, or goes on where they come to other photos.
 */
export function createFilling(store: AppStore, { keeper, files, recording, thumbnails }: FillingOptions) {
  /** @param isKept whether it is a session of this device, which has it all already; if not, it becomes part of the present one */
  return async (opened: OpenedSession, isKept: boolean): Promise<void> => {
    const restored = jobsOf(opened, keeper.closedBitmap())
    files.trust(restored.map(({ job }) => job.photo.file))
    const settings = settingsOf(opened, restored)
    if (isKept) learnNames(restored)
    store.setState((state) => ({
      jobs: [...restored.map(({ job }) => job), ...state.jobs],
      selectedId: state.selectedId ?? chosen(opened, restored),
      strokes: { ...settings.strokes, ...state.strokes },
      edges: { ...settings.edges, own: { ...settings.edges.own, ...state.edges.own } },
      compositions: { ...settings.compositions, own: { ...settings.compositions.own, ...state.compositions.own } },
      history: isKept ? emptyHistory : withOwnOf(state.history, settings),
    }))
    const state = store.getState()
    const downloaded = restored.filter(({ record }) => record.isSaved === true)
    markSaved(store, Object.fromEntries(downloaded.map(({ job }) => [job.photo.id, editionOf(state, job) ?? ''])))
    const { id, name, createdAt } = opened.session
    if (isKept)
      recording.follow(
        { id, createdAt, ...(name === undefined ? {} : { name }) },
        restored.map(({ record, job }) => ({ record, photoId: job.photo.id })),
      )
    void draw(opened, restored, isKept).catch(() => {})
  }

  /** What is kept already need not be read and named once more. */
  function learnNames(restored: readonly RestoredPhoto[]): void {
    for (const { record, job } of restored) {
      if (record.file !== undefined) recording.names.learn(job.photo.file, record.file)
      const mask = cutoutOf(job)?.cut.mask
      if (mask !== undefined && record.finished !== undefined)
        recording.names.learn(mask.packed, record.finished.cut.mask.file)
    }
  }

  async function draw({ thumbs }: OpenedSession, restored: readonly RestoredPhoto[], isKept: boolean): Promise<void> {
    const state = store.getState()
    const shown = restored.filter(({ job }) => cutoutOf(job) !== undefined)
    for (const { record, job } of shown) {
      const maskId = cutoutOf(job)?.cut.mask.id ?? ''
      // Without a picture it is made anew; otherwise it shows what was done to the cutout.
      thumbnails.assume(maskId, thumbs[record.key] === undefined ? '' : editsFingerprint(editsOf(state, job.photo.id)))
    }
    const pictured = shown.filter(({ record }) => thumbs[record.key] !== undefined)
    for (let at = 0; at < pictured.length; at += atATime) {
      const some = pictured.slice(at, at + atATime)
      const drawn = await keeper.pictures(some.map(({ record }) => thumbs[record.key] ?? ''))
      // What cannot be read, or comes while its photo is removed, is made anew once it is wanted.
      if (!drawn.ok) return makeAnew(pictured.slice(at))
      const pictures = new Map(some.map(({ job }, index) => [job.photo.id, drawn.value[index]]))
      for (const [photoId, picture] of pictures)
        if (isKept && picture !== undefined) recording.hasPictured(photoId, picture)
      put(pictures)
      const isHere = new Set(store.getState().jobs.map(({ photo }) => photo.id))
      makeAnew(some.filter(({ job: { photo } }) => pictures.get(photo.id) === undefined || !isHere.has(photo.id)))
    }
  }

  function makeAnew(restored: readonly RestoredPhoto[]): void {
    for (const { job } of restored) thumbnails.assume(cutoutOf(job)?.cut.mask.id ?? '', '')
  }

  function put(pictures: ReadonlyMap<string, ImageBitmap | undefined>): void {
    const unused = new Set([...pictures.values()])
    store.setState(({ jobs }) => ({
      jobs: jobs.map((job): Job => {
        const picture = pictures.get(job.photo.id)
        const finished = cutoutOf(job)
        // A newer one than that of the last visit is the better one.
        if (picture === undefined || finished === undefined || finished.cut.thumbnail.width > 0) return job
        unused.delete(picture)
        const pictured = { ...finished, cut: { ...finished.cut, thumbnail: picture } }
        if (job.status === 'done') return { ...job, finished: pictured }
        return job.status === 'waiting' || job.status === 'working' ? { ...job, last: pictured } : job
      }),
    }))
    for (const picture of unused) picture?.close()
  }
}

/** The photo that was looked at, or the first one. */
function chosen({ session }: OpenedSession, restored: readonly RestoredPhoto[]): string | undefined {
  const selected = restored.find(({ record }) => record.key === session.selectedKey) ?? restored[0]
  return selected?.job.photo.id
}
