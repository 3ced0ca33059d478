import { createStore, type StoreApi } from 'zustand/vanilla'
import { type AppState, initialState } from './initialState.ts'
import type { Job } from './job.ts'
import { release } from './job.ts'
import type { Notice } from './notice.ts'
import { withoutTraces } from './traces.ts'

export type AppStore = StoreApi<AppState>

export function createAppStore(): AppStore {
  return createStore<AppState>()(initialState)
}

/** Replaces one job, if it is still in the list. */
export function replaceJob(store: AppStore, id: string, change: (job: Job) => Job): void {
  store.setState((state) => ({ jobs: state.jobs.map((job) => (job.photo.id === id ? change(job) : job)) }))
}

const shownNotices = 4

/** Shows a notice; the oldest ones make room, and what they could have brought back is let go. */
export function addNotice(store: AppStore, notice: Notice): void {
  const notices = [...store.getState().notices, notice]
  for (const old of notices.slice(0, -shownNotices)) releaseNotice(store, old)
  store.setState({ notices: notices.slice(-shownNotices) })
}

/** Lets go what a notice could have brought back. */
export function releaseNotice(store: AppStore, notice: Notice): void {
  if (notice.kind !== 'removed') return
  for (const { job } of notice.removed) release(job)
  store.setState((state) =>
    withoutTraces(
      state,
      notice.removed.map(({ job }) => job.photo.id),
    ),
  )
}

export function speak(store: AppStore, spoken: string): void {
  store.setState({ spoken })
}
