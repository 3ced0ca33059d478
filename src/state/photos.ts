import type { FileKeeper } from '#core/ports.ts'
import type { Reason } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { recorded } from './historySteps.ts'
import { newId } from './id.ts'
import { isUnderWay, type Job, waiting } from './job.ts'
import type { Removed } from './notice.ts'
import { type AppStore, addNotice, releaseNotice, speak } from './store.ts'

/** A file that a person brought, or the reason why it could not even be read. */
export interface Incoming {
  name: string
  file: Blob | undefined
  /** See `Photo`. */
  folder?: string
  reason?: Reason
}

export interface PhotoActions {
  /** Adds files to the list; whatever they are, each becomes visible. One that is brought again after it was lost takes its old place. Selects the first one if nothing is selected. */
  add(incoming: Incoming[]): void
  select(id: string): void
  /** Selects the photo this many places further on; stops at the ends. */
  selectBeside(step: number): void
  /** Takes photos from the list; a notice offers to bring them back. */
  remove(ids: string[]): void
  removeAll(): void
  /** Brings back what the notice tells of. Without an id: the latest removal that still can be undone. */
  undoRemove(noticeId?: string): void
  dismissNotice(id: string): void
}

interface Cutting {
  start(): void
  cancel(ids: string[]): void
}

export function createPhotos(store: AppStore, cutting: Cutting, files: FileKeeper): PhotoActions {
  function add(incoming: Incoming[]): void {
    if (incoming.length === 0) return
    const brought = incoming.map(jobOf)
    files.take(brought.flatMap(({ status, photo }) => (status === 'waiting' ? [photo.file] : [])))
    store.setState(({ jobs, selectedId }) => {
      const { found, others } = foundAgain(jobs, brought)
      return { jobs: [...found, ...others], selectedId: selectedId ?? others[0]?.photo.id }
    })
    speak(store, say('news.photos.added', { count: brought.length }))
    cutting.start()
  }

  function remove(ids: string[]): void {
    const { jobs, selectedId } = store.getState()
    const removed = jobs.flatMap((job, index): Removed[] => (ids.includes(job.photo.id) ? [{ job, index }] : []))
    const first = removed[0]
    if (first === undefined) return
    const kept = jobs.filter((job) => !ids.includes(job.photo.id))
    const isSelectionKept = kept.some((job) => job.photo.id === selectedId)
    const beside = kept[Math.min(first.index, kept.length - 1)]
    store.setState({ jobs: kept, selectedId: isSelectionKept ? selectedId : beside?.photo.id })
    cutting.cancel(ids)
    const text =
      removed.length === 1
        ? say('news.photos.removedOne', { name: first.job.photo.name })
        : say('news.photos.removed', { count: removed.length })
    const notice = { kind: 'removed', id: newId(), text, removed } as const
    addNotice(store, notice)
    const step = { kind: 'removed', label: text, noticeId: notice.id, ids } as const
    store.setState(({ history }) => ({ history: recorded(history, step) }))
    speak(store, text)
  }

  function undoRemove(noticeId?: string): void {
    const { notices } = store.getState()
    const notice = notices.findLast((other) => other.kind === 'removed' && (noticeId ?? other.id) === other.id)
    if (notice?.kind !== 'removed') return
    store.setState(({ jobs, selectedId }) => ({
      jobs: putBack(jobs, notice.removed),
      selectedId:
        notice.removed.length === 1 ? notice.removed[0]?.job.photo.id : (selectedId ?? notice.removed[0]?.job.photo.id),
      notices: notices.filter((other) => other !== notice),
    }))
    speak(store, say('news.photos.broughtBack'))
    cutting.start()
  }

  return {
    add,
    select: (selectedId) => store.setState({ selectedId }),
    selectBeside(step) {
      const { jobs, selectedId } = store.getState()
      const index = jobs.findIndex((job) => job.photo.id === selectedId)
      const beside = jobs[Math.min(Math.max(index + step, 0), jobs.length - 1)]
      if (beside !== undefined) store.setState({ selectedId: beside.photo.id })
    },
    remove,
    removeAll: () => remove(store.getState().jobs.map((job) => job.photo.id)),
    undoRemove,
    dismissNotice(id) {
      const { notices } = store.getState()
      for (const notice of notices) if (notice.id === id) releaseNotice(store, notice)
      store.setState({ notices: notices.filter((notice) => notice.id !== id) })
    },
  }
}

function jobOf({ name, file, folder, reason }: Incoming): Job {
  const photo = { id: newId(), name, file: file ?? new Blob(), ...(folder === undefined ? {} : { folder }) }
  return reason === undefined ? { status: 'waiting', photo } : { status: 'failed', photo, reason }
}

/** Photos that could not be read any more take the file of the same name that is brought now: what was done to them is not lost. */
function foundAgain(jobs: readonly Job[], brought: readonly Job[]): { found: Job[]; others: Job[] } {
  const others = [...brought]
  const found = jobs.map((job): Job => {
    if (job.status !== 'failed' || job.reason !== 'file-gone') return job
    const at = others.findIndex(({ status, photo }) => status === 'waiting' && photo.name === job.photo.name)
    const [again] = at < 0 ? [] : others.splice(at, 1)
    return again === undefined ? job : { status: 'waiting', photo: { ...job.photo, file: again.photo.file } }
  })
  return { found, others }
}

/** Puts each job back to where it stood; one that was being cut, or of which a preview was being made, waits for its turn again. */
function putBack(jobs: Job[], removed: Removed[]): Job[] {
  const whole = [...jobs]
  for (const { job, index } of removed) whole.splice(index, 0, isUnderWay(job) ? waiting(job, job.own) : job)
  return whole
}
