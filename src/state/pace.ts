import type { AppState } from './initialState.ts'
import { isSameModel } from './job.ts'
import { modelFor } from './selectors.ts'

/** Of so many photos that were cut with the same model the mean time is taken. */
const recent = 12

/** Seconds until nothing waits any more, by what the last photos took with the same models; unknown before one of them was cut. */
export function secondsLeft(state: Pick<AppState, 'jobs' | 'model'>): number | undefined {
  const { jobs } = state
  const groups: { model: AppState['model']; count: number }[] = []
  for (const job of jobs) {
    if (job.status !== 'waiting' && job.status !== 'working') continue
    const model = modelFor(state, job)
    const share = job.status === 'working' ? 1 - job.progress.done : 1
    const group = groups.find((other) => isSameModel(other.model, model))
    if (group === undefined) groups.push({ model, count: share })
    else group.count += share
  }
  let seconds = 0
  for (const { model, count } of groups) {
    const each = secondsEach(jobs, model)
    if (each === undefined) return undefined
    seconds += each * count
  }
  return groups.length === 0 ? undefined : seconds
}

function secondsEach(jobs: AppState['jobs'], model: AppState['model']): number | undefined {
  const times: number[] = []
  for (let index = jobs.length - 1; index >= 0 && times.length < recent; index--) {
    const job = jobs[index]
    if (job?.status === 'done' && isSameModel(job.finished.model, model))
      times.push(job.finished.cut.madeWith.totalMs / 1000)
  }
  return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0) / times.length
}
