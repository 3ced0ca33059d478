import type { Mask } from '#core/cut.ts'
import { say } from '#core/say.ts'
import type { ExportSettings } from '#core/settings.ts'
import { withStrokes } from './brushState.ts'
import type { FileChange, History, Step } from './historySteps.ts'
import { cutoutOf, type Job } from './job.ts'
import { inOrder } from './ordering.ts'
import { ofPhoto, type PerPhoto } from './perPhoto.ts'
import { type AppStore, replaceJob, speak } from './store.ts'

export interface HistoryActions {
  /** Undoes what was done last: a change of edges or background, a stroke, a refined edge, another order, or the removal of photos. */
  undo(): void
  /** Does again what was undone last. */
  redo(): void
}

interface Photos {
  remove(ids: string[]): void
  undoRemove(noticeId?: string): void
}

/** One history for everything that can be undone, so that the same key never means two things. */
export function createHistory(store: AppStore, photos: Photos): HistoryActions {
  const keep = (change: (history: History) => History) =>
    store.setState(({ history }) => ({ history: change(history) }))

  /** A removal cannot be undone once its notice is gone, and of what was done to a photo that is gone nothing would be seen. */
  function isPossible(step: Step): boolean {
    const { jobs, notices } = store.getState()
    switch (step.kind) {
      case 'removed':
        return notices.some(({ id }) => id === step.noticeId)
      case 'order':
        return true
      case 'strokes':
      case 'mask':
        return jobs.some(({ photo }) => photo.id === step.photoId)
      case 'edges':
        return changesAny(jobs, step.before, step.after)
      case 'composition':
        return step.files !== undefined || changesAny(jobs, step.before, step.after)
    }
  }

  function put(step: Exclude<Step, { kind: 'removed' }>, side: 'before' | 'after'): void {
    if (step.kind === 'order') {
      store.setState(({ jobs }) => ({ jobs: inOrder(jobs, step[side]) }))
      return
    }
    if (step.kind === 'edges') store.setState({ edges: step[side], written: undefined })
    else if (step.kind === 'composition')
      store.setState(({ exportSettings }) => ({
        compositions: step[side],
        exportSettings: { ...exportSettings, ...stillAsLeft(exportSettings, step.files, side) },
        written: undefined,
      }))
    else if (step.kind === 'strokes')
      store.setState(({ strokes }) => ({
        strokes: withStrokes(strokes, step.photoId, step[side]),
        written: undefined,
      }))
    else putMask(store, step.photoId, step[side])
    const { jobs } = store.getState()
    // What changes must be seen.
    if (jobs.some(({ photo }) => photo.id === step.photoId)) store.setState({ selectedId: step.photoId })
  }

  return {
    undo() {
      const { past } = store.getState().history
      const at = past.findLastIndex(isPossible)
      const step = past[at]
      keep((history) => ({ ...history, past: past.slice(0, Math.max(at, 0)) }))
      if (step === undefined) return
      keep((history) => ({ ...history, future: [step, ...history.future] }))
      if (step.kind === 'removed') return photos.undoRemove(step.noticeId)
      put(step, 'before')
      speak(store, say('news.undone', { step: step.label }))
    },
    redo() {
      const [step, ...future] = store.getState().history.future
      if (step === undefined) return
      if (step.kind === 'removed') {
        photos.remove(step.ids)
        return keep((history) => ({ ...history, future }))
      }
      keep(({ past }) => ({ past: [...past, step], future }))
      put(step, 'after')
      speak(store, say('news.redone', { step: step.label }))
    },
  }
}

/** What a step puts back of how files are written: what was chosen since then stays. */
function stillAsLeft(
  now: ExportSettings,
  files: FileChange | undefined,
  side: 'before' | 'after',
): Partial<ExportSettings> {
  if (files === undefined) return {}
  const left: Readonly<Record<string, unknown>> = side === 'before' ? files.after : files.before
  const current: Readonly<Record<string, unknown>> = { ...now }
  const isLeft = (key: string) => JSON.stringify(current[key]) === JSON.stringify(left[key])
  return Object.fromEntries(Object.entries(files[side]).filter(([key]) => isLeft(key)))
}

/** Have photos to come, or any of these, other settings before than after? */
function changesAny<T>(jobs: readonly Job[], before: PerPhoto<T>, after: PerPhoto<T>): boolean {
  return (
    before.usual !== after.usual || jobs.some(({ photo }) => ofPhoto(before, photo.id) !== ofPhoto(after, photo.id))
  )
}

/** Gives a photo's cutout another mask of the same size. */
export function putMask(store: AppStore, photoId: string, mask: Mask): void {
  store.setState({ written: undefined })
  replaceJob(store, photoId, (job): Job => {
    const finished = cutoutOf(job)
    if (finished === undefined) return job
    const changed = { ...finished, cut: { ...finished.cut, mask } }
    if (job.status === 'done') return { ...job, finished: changed }
    return job.status === 'waiting' || job.status === 'working' ? { ...job, last: changed } : job
  })
}
