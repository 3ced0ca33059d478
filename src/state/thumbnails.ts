import { initialEdges } from '#core/edges.ts'
import { editsFingerprint } from '#core/edits.ts'
import type { ViewRequest } from '#core/look.ts'
import type { Engine } from '#core/ports.ts'
import { cutoutOf, type Job, type Photo } from './job.ts'
import { editsOf, isBusy } from './selectors.ts'
import { type AppStore, replaceJob } from './store.ts'

export interface Thumbnails {
  /** Hands over a small picture of a photo's cutout, made with these edits; the filmstrip shows it from then on. */
  keep(photoId: string, maskId: string, made: string, thumbnail: ImageBitmap): void
  /** Learns which edits the small cutout of a mask shows that comes from an earlier visit. */
  assume(maskId: string, made: string): void
}

/** Area of a small cutout: 84 CSS pixels a side on a dense screen. */
const thumbnailPixels = 168 * 168

/** Edges that are being dragged are followed when they rest. */
const restMs = 150

const usual = editsFingerprint({ edges: initialEdges, strokes: [] })

/** Keeps the small cutouts of the filmstrip up to date with their edits: where these changed for many photos at once, all are made anew. */
export function createThumbnails(store: AppStore, engine: Pick<Engine, 'retouch'>): Thumbnails {
  /** The edits that each mask's small cutout was made with. */
  const madeOf = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false

  function keep(photoId: string, maskId: string, made: string, thumbnail: ImageBitmap): void {
    madeOf.set(maskId, made)
    let unused: ImageBitmap = thumbnail
    replaceJob(store, photoId, (job): Job => {
      const finished = cutoutOf(job)
      if (finished?.cut.mask.id !== maskId || job.status !== 'done') return job
      unused = finished.cut.thumbnail
      return { ...job, finished: { ...finished, cut: { ...finished.cut, thumbnail } } }
    })
    unused.close()
  }

  /** The next photo whose small cutout has other edits than it is to have. The one on the stage tells of itself. */
  function next(): { photo: Photo; request: ViewRequest; wanted: string } | undefined {
    const state = store.getState()
    for (const job of state.jobs) {
      const cut = job.status === 'done' ? job.finished.cut : undefined
      if (cut === undefined || job.photo.id === state.selectedId) continue
      const edits = editsOf(state, job.photo.id)
      const wanted = editsFingerprint(edits)
      if ((madeOf.get(cut.mask.id) ?? usual) === wanted) continue
      const request = { file: job.photo.file, mask: cut.mask, ...edits, maxPixels: thumbnailPixels }
      return { photo: job.photo, request, wanted }
    }
    return undefined
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    for (let due = next(); due !== undefined; due = next()) {
      const { photo, request, wanted } = due
      const outcome = await engine
        .retouch({ ...request, isQuick: false }, new AbortController().signal)
        .catch(() => undefined)
      // What cannot be made now is not asked for again until its edits change.
      madeOf.set(request.mask.id, wanted)
      if (outcome?.ok === true) keep(photo.id, request.mask.id, wanted, outcome.value.cutout)
    }
    isRunning = false
  }

  function schedule(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), restMs)
  }

  store.subscribe((state, before) => {
    const isChanged =
      state.edges !== before.edges || state.strokes !== before.strokes || (state.jobs !== before.jobs && !isBusy(state))
    if (isChanged) schedule()
  })

  return {
    keep,
    assume(maskId, made) {
      madeOf.set(maskId, made)
      schedule()
    },
  }
}
