import { say } from '#core/say.ts'
import { recorded } from './historySteps.ts'
import type { Job } from './job.ts'
import { type AppStore, speak } from './store.ts'

export interface OrderActions {
  /** Puts photos, in the order in which they stand, right before or after another one. */
  move(ids: readonly string[], place: 'before' | 'after', targetId: string): void
  /** Moves one photo so many places on, or back; it stops at the ends. */
  moveBy(id: string, places: number): void
}

/** Photos put in order by hand: in this order they are cut, shown and written. */
export function createOrdering(store: AppStore): OrderActions {
  function put(jobs: Job[], label: string): void {
    const idsOf = (some: readonly Job[]) => some.map(({ photo }) => photo.id)
    const [before, after] = [idsOf(store.getState().jobs), idsOf(jobs)]
    if (before.join() === after.join()) return
    const step = { kind: 'order', label, before, after } as const
    store.setState(({ history }) => ({ jobs, history: recorded(history, step) }))
  }

  return {
    move(ids, place, targetId) {
      const { jobs } = store.getState()
      const moved = new Set(ids)
      if (moved.has(targetId)) return
      const others = jobs.filter(({ photo }) => !moved.has(photo.id))
      const target = others.findIndex(({ photo }) => photo.id === targetId)
      if (target < 0) return
      others.splice(target + (place === 'after' ? 1 : 0), 0, ...jobs.filter(({ photo }) => moved.has(photo.id)))
      put(others, say('news.step.order'))
    },
    moveBy(id, places) {
      const { jobs } = store.getState()
      const from = jobs.findIndex(({ photo }) => photo.id === id)
      const job = jobs[from]
      if (job === undefined) return
      const to = Math.min(Math.max(from + places, 0), jobs.length - 1)
      put(jobs.toSpliced(from, 1).toSpliced(to, 0, job), say('news.step.placeOf', { name: job.photo.name }))
      speak(store, say('news.photos.moved', { name: job.photo.name, place: to + 1, all: jobs.length }))
    },
  }
}

/** The jobs in the order of these ids; those that the ids do not name stay where they stand. */
export function inOrder(jobs: readonly Job[], ids: readonly string[]): Job[] {
  const places = new Map(ids.map((id, index) => [id, index]))
  const placeOf = ({ photo }: Job) => places.get(photo.id) ?? -1
  const named = jobs.filter((job) => placeOf(job) >= 0).sort((one, other) => placeOf(one) - placeOf(other))
  const next = named.values()
  return jobs.map((job) => (placeOf(job) >= 0 ? (next.next().value ?? job) : job))
}
