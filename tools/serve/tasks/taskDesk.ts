import type { TaskEnd } from '#core/tasks/done.ts'
import { PageGoneError } from '../engine/enginePage.ts'
import type { Engines } from '../engine/engines.ts'
import { codeOf } from '../errors.ts'
import type { ServeOptions } from '../options.ts'
import { attempt, mostAttempts, refused } from './attempt.ts'
import { refuseCrowd } from './crowd.ts'
import { bringPictures, takeIn } from './intake.ts'
import { addLog, hasEnded, type Job } from './job.ts'
import { NotAcceptedError, type Order } from './order.ts'
import { PictureError, type Pictures } from './pictures.ts'
import { type Books, recordEnd } from './recordEnd.ts'
import { Slots } from './slots.ts'
import { Turns } from './turns.ts'
import { Watchers } from './watchers.ts'

export interface DeskTools extends Books {
  engines: Engines
  pictures: Pictures
  options: ServeOptions
  /** Throws a `NotAcceptedError` where this address may never be told. */
  mayTell(address: string): void
  /** Called once for each task that has ended. */
  onEnd(job: Job): void
}

/** Fetches that go on side by side. */
const fetchesAtOnce = 8

/** Accepts tasks, lets them wait their turn, has them done, and remembers them until they expire. */
export class TaskDesk {
  readonly #tools: DeskTools
  readonly #jobs = new Map<string, Job>()
  readonly #turns: Turns<Job>
  readonly #fetching = new Slots(fetchesAtOnce)
  readonly #watchers = new Watchers()
  readonly #cancelled = new Set<string>()
  #isDraining = false

  constructor(tools: DeskTools, jobs: readonly Job[]) {
    this.#tools = tools
    this.#turns = new Turns(tools.options.workers, (job) => this.#do(job))
    for (const job of jobs) this.#jobs.set(job.id, job)
  }

  /** Goes on with what an earlier run has left. */
  resume(): void {
    for (const job of this.#jobs.values()) {
      if (job.state.status === 'waiting' || job.state.status === 'running') void this.#start(job)
      else this.#tools.onEnd(job)
    }
  }

  get counts(): { waiting: number; running: number } {
    const { running } = this.#turns
    return { waiting: this.#open().length - running, running }
  }

  get isDraining(): boolean {
    return this.#isDraining
  }

  /** Accepts a task: from now on it ends once, with a result or a reason. Throws a `NotAcceptedError` or a `PictureError`. */
  async accept(order: Order): Promise<Job> {
    const { options, pictures, journal, metrics, mayTell } = this.#tools
    if (this.#isDraining) throw new NotAcceptedError('too-busy', 'The server is stopping.', 10)
    refuseCrowd(order.client, this.#open(), options.limits)
    const { webhook, putTo } = order.task.delivery
    for (const address of [webhook, putTo]) if (address !== undefined) mayTell(address)
    const job = await takeIn(order, pictures, options.ttlSeconds)
    try {
      // Once more: others were let in while the pictures were kept.
      refuseCrowd(order.client, this.#open(), options.limits)
      this.#jobs.set(job.id, job)
      await journal.write(job, true)
    } catch (error) {
      await this.forget(job)
      if (error instanceof NotAcceptedError) throw error
      this.#tools.log.error({ code: codeOf(error) }, 'a task could not be written to disk')
      throw new NotAcceptedError('storage-failed')
    }
    metrics.accepted.inc({ dialect: job.dialect })
    void this.#start(job)
    return job
  }

  /** The newest task of this client under this name. */
  find(dialect: Job['dialect'], client: string, name: string): Job | undefined {
    return [...this.#jobs.values()].findLast(
      (job) => job.dialect === dialect && job.client === client && job.name === name,
    )
  }

  /** How many tasks go before this one; undefined once it runs. */
  position(job: Job): number | undefined {
    return job.state.status === 'waiting' ? this.#turns.position(job) : undefined
  }

  /** Resolves when the task has ended, or when the server stops before its turn came. */
  async ended(job: Job): Promise<void> {
    while (!hasEnded(job) && !(this.#isDraining && job.state.status === 'waiting')) await this.changed(job)
  }

  /** Resolves when anything of the task has changed. */
  changed(job: Job): Promise<void> {
    return this.#watchers.changed(job.id)
  }

  /** Ends a task before its time; false where it has ended already. */
  async cancel(job: Job): Promise<boolean> {
    if (hasEnded(job)) return false
    this.#cancelled.add(job.id)
    if (this.#turns.remove(job)) await this.#end(job, refused('cancelled'))
    else await this.#tools.engines.abort(job.id)
    return true
  }

  /** Forgets a task, its files, and the pictures that came with it. */
  async forget(job: Job): Promise<void> {
    this.#jobs.delete(job.id)
    await this.#tools.journal.remove(job.id)
    const files = job.state.status === 'done' ? job.state.done.files.map(({ id }) => id) : []
    await Promise.all([...files, ...job.owned].map((id) => this.#tools.vault.remove(id)))
  }

  /** Forgets what has expired. */
  async sweep(now = Date.now()): Promise<void> {
    for (const job of this.#jobs.values()) if (hasEnded(job) && job.expiresAt <= now) await this.forget(job)
  }

  /** Takes no more; resolves when what runs has ended. What waits stays on disk. */
  async drain(): Promise<void> {
    this.#isDraining = true
    for (const job of this.#jobs.values()) if (job.state.status === 'waiting') this.#watchers.tell(job.id)
    await this.#turns.stop()
    await this.#tools.journal.settle()
  }

  /** Writes a change of the record that is not its end; a full disk loses only that. */
  async note(job: Job): Promise<void> {
    await this.#tools.journal.write(job).catch(() => {})
    this.#watchers.tell(job.id)
  }

  #open(): Job[] {
    return [...this.#jobs.values()].filter((job) => !hasEnded(job))
  }

  /** Fetches what is to be fetched, then gets in line. */
  async #start(job: Job): Promise<void> {
    const { pictures, log } = this.#tools
    try {
      await this.#fetching.use(() => bringPictures(job, pictures))
    } catch (error) {
      if (error instanceof PictureError)
        return await this.#end(job, { ok: false, reason: error.reason, message: error.message })
      log.error({ err: error, task: job.id }, 'a picture could not be brought')
      return await this.#end(job, refused('unexpected'))
    }
    if (this.#cancelled.has(job.id)) return await this.#end(job, refused('cancelled'))
    this.#turns.push(job.client, job)
  }

  async #do(job: Job): Promise<void> {
    job.state = { status: 'running' }
    job.attempts += 1
    addLog(job, 'Cutting.')
    void this.note(job)
    try {
      await this.#end(job, await attempt(job, this.#tools, (stage) => this.#noteStage(job, stage)))
    } catch (error) {
      const isGone = error instanceof PageGoneError
      const isCancelled = this.#cancelled.has(job.id)
      if (!isGone) this.#tools.log.error({ err: error, task: job.id }, 'a task went wrong')
      else if (job.attempts < mostAttempts && !isCancelled) {
        addLog(job, 'The engine ended: once more.', 'WARN')
        job.state = { status: 'waiting' }
        await this.note(job)
        return this.#turns.push(job.client, job)
      }
      const reason = isCancelled ? 'cancelled' : isGone ? 'worker-died' : 'unexpected'
      await this.#end(job, refused(reason))
    }
  }

  #noteStage(job: Job, stage: string): void {
    const message = `Stage: ${stage}.`
    if (job.logs.at(-1)?.message === message) return
    addLog(job, message)
    this.#watchers.tell(job.id)
  }

  async #end(job: Job, end: TaskEnd): Promise<void> {
    if (hasEnded(job)) return
    await recordEnd(job, end, this.#tools)
    this.#cancelled.delete(job.id)
    this.#watchers.tell(job.id)
    this.#tools.onEnd(job)
  }
}
