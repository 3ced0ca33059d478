import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { TaskEnd } from '#core/tasks/done.ts'
import type { Task } from '#core/tasks/task.ts'
import { inSentences, type TaskReason } from '#core/tasks/taskReasons.ts'
import { PageGoneError } from '../engine/enginePage.ts'
import type { Engines } from '../engine/engines.ts'
import { FairQueue } from '../fairQueue.ts'
import type { Metrics } from '../metrics.ts'
import type { ServeOptions } from '../options.ts'
import type { Vault } from '../vault.ts'
import { addLog, hasEnded, type Job } from './job.ts'
import type { Journal } from './journal.ts'
import { PictureError, type Pictures } from './pictures.ts'
import { Slots } from './slots.ts'

/** A task as a dialect hands it over. */
export interface Order {
  dialect: Job['dialect']
  name: string
  client: string
  task: Task
  request: unknown
  base: string
  /** Pictures that came as parts of the request, by their names. */
  parts?: ReadonlyMap<string, { bytes: Buffer; name: string }>
}

/** Why an order was not accepted. */
export class NotAcceptedError extends Error {
  override name = 'NotAcceptedError'
  readonly reason: TaskReason
  /** Seconds after which it is worth trying again, where it is. */
  readonly retryAfter: number | undefined

  constructor(reason: TaskReason, message = inSentences(reason), retryAfter?: number) {
    super(message)
    this.reason = reason
    this.retryAfter = retryAfter
  }
}

export interface DeskTools {
  engines: Engines
  vault: Vault
  journal: Journal
  pictures: Pictures
  metrics: Metrics
  log: Logger
  options: ServeOptions
  /** Throws a `NotAcceptedError` where this address may never be told. */
  mayTell(address: string): void
  /** Called once for each task that has ended. */
  onEnd(job: Job): void
}

/** A page that dies takes its task along at most so often. */
const mostAttempts = 2

/** Fetches that go on side by side. */
const fetchesAtOnce = 8

/** Accepts tasks, lets them wait their turn, has them done, and remembers them until they expire. */
export class TaskDesk {
  readonly #tools: DeskTools
  readonly #jobs = new Map<string, Job>()
  readonly #queue = new FairQueue<Job>()
  readonly #fetching = new Slots(fetchesAtOnce)
  readonly #watchers = new Map<string, Set<() => void>>()
  readonly #cancelled = new Set<string>()
  #running = 0
  #isDraining = false
  #idle: (() => void) | undefined

  constructor(tools: DeskTools, jobs: readonly Job[]) {
    this.#tools = tools
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
    const open = [...this.#jobs.values()].filter((job) => !hasEnded(job)).length
    return { waiting: open - this.#running, running: this.#running }
  }

  get isDraining(): boolean {
    return this.#isDraining
  }

  /** Accepts a task: from now on it ends once, with a result or a reason. Throws a `NotAcceptedError` or a `PictureError`. */
  async accept(order: Order): Promise<Job> {
    this.#refuseCrowd(order)
    const now = Date.now()
    const { options, pictures, journal, metrics } = this.#tools
    const expiresAt = now + 1000 * (order.task.delivery.ttlSeconds ?? options.ttlSeconds)
    const { input, composition } = order.task
    const behind = composition.backdrop.kind === 'picture' ? composition.backdrop.picture : undefined
    const { webhook, putTo } = order.task.delivery
    for (const address of [webhook, putTo]) if (address !== undefined) this.#tools.mayTell(address)
    pictures.check(input, order.base)
    if (behind !== undefined) pictures.check(behind, order.base)
    const photo = await this.#atOnce(input, order, expiresAt)
    const backdrop = behind === undefined ? undefined : await this.#atOnce(behind, order, expiresAt)
    // A picture in the request must not be kept a second time in the record of the task.
    const task = { ...order.task, ...(photo === undefined ? {} : { input: { kind: 'kept' as const, id: photo.id } }) }
    if (backdrop !== undefined)
      task.composition = { ...composition, backdrop: { kind: 'picture', picture: { kind: 'kept', id: backdrop.id } } }
    const job: Job = {
      id: randomUUID(),
      dialect: order.dialect,
      name: order.name,
      client: order.client,
      acceptedAt: now,
      task,
      request: order.request,
      photoName: photo?.name ?? 'photo',
      photo: photo?.id,
      backdrop: backdrop?.id,
      base: order.base,
      attempts: 0,
      logs: [],
      state: { status: 'waiting' },
      expiresAt,
    }
    addLog(job, 'Accepted.')
    try {
      await journal.write(job)
    } catch (error) {
      this.#tools.log.error({ code: codeOf(error) }, 'a task could not be written to disk')
      throw new NotAcceptedError('storage-failed')
    }
    this.#jobs.set(job.id, job)
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
    return job.state.status === 'waiting' ? (this.#queue.position(job) ?? this.#queue.length) : undefined
  }

  /** Resolves when the task has ended, or when the server stops before its turn came. */
  async ended(job: Job): Promise<void> {
    while (!hasEnded(job) && !(this.#isDraining && job.state.status === 'waiting')) await this.changed(job)
  }

  /** Resolves when anything of the task has changed. */
  changed(job: Job): Promise<void> {
    return new Promise((resolve) => {
      const watchers = this.#watchers.get(job.id) ?? new Set()
      this.#watchers.set(job.id, watchers.add(resolve))
    })
  }

  /** Ends a task before its time; false where it has ended already. */
  async cancel(job: Job): Promise<boolean> {
    if (hasEnded(job)) return false
    this.#cancelled.add(job.id)
    if (this.#queue.remove(job)) await this.#end(job, refused('cancelled'))
    else await this.#tools.engines.abort(job.id)
    return true
  }

  /** Forgets a task and its files. */
  async forget(job: Job): Promise<void> {
    this.#jobs.delete(job.id)
    await this.#tools.journal.remove(job.id)
    const files = job.state.status === 'done' ? job.state.done.files.map(({ id }) => id) : []
    await Promise.all(files.map((id) => this.#tools.vault.remove(id)))
  }

  /** Forgets what has expired. */
  async sweep(now = Date.now()): Promise<void> {
    for (const job of this.#jobs.values()) if (hasEnded(job) && job.expiresAt <= now) await this.forget(job)
  }

  /** Takes no more; resolves when what runs has ended. What waits stays on disk. */
  async drain(): Promise<void> {
    this.#isDraining = true
    for (const job of this.#jobs.values()) if (job.state.status === 'waiting') this.#tell(job)
    if (this.#running > 0)
      await new Promise<void>((resolve) => {
        this.#idle = resolve
      })
    await this.#tools.journal.settle()
  }

  /** Writes a change of the record that is not its end; a full disk loses only that. */
  async note(job: Job): Promise<void> {
    await this.#tools.journal.write(job).catch(() => {})
    this.#tell(job)
  }

  #refuseCrowd({ client }: Order): void {
    const { limits } = this.#tools.options
    if (this.#isDraining) throw new NotAcceptedError('too-busy', 'The server is stopping.', 10)
    const open = [...this.#jobs.values()].filter((job) => !hasEnded(job))
    if (open.length >= limits.tasks) throw new NotAcceptedError('too-busy', undefined, 10)
    if (open.filter((job) => job.client === client).length >= limits.tasksOfClient)
      throw new NotAcceptedError('too-busy', 'Too many of your tasks are waiting.', 10)
  }

  async #atOnce(source: Task['input'], { parts, base }: Order, expiresAt: number) {
    const { pictures } = this.#tools
    if (source.kind !== 'part') return await pictures.atOnce(source, base, expiresAt)
    const part = parts?.get(source.name)
    if (part === undefined) throw new PictureError('input-unknown', source.name)
    return await pictures.keep(part.bytes, part.name, expiresAt)
  }

  /** Fetches what is to be fetched, then gets in line. */
  async #start(job: Job): Promise<void> {
    const { pictures, log } = this.#tools
    try {
      await this.#fetching.use(async () => {
        const { input, composition } = job.task
        if (job.photo === undefined && input.kind === 'url') {
          const kept = await pictures.fetch(input.url, job.expiresAt)
          job.photo = kept.id
          job.photoName = kept.name
        }
        const behind = composition.backdrop.kind === 'picture' ? composition.backdrop.picture : undefined
        if (behind?.kind === 'url' && job.backdrop === undefined)
          job.backdrop = (await pictures.fetch(behind.url, job.expiresAt)).id
      })
    } catch (error) {
      if (error instanceof PictureError)
        return await this.#end(job, { ok: false, reason: error.reason, message: error.message })
      log.error({ err: error, task: job.id }, 'a picture could not be brought')
      return await this.#end(job, refused('unexpected'))
    }
    if (this.#cancelled.has(job.id)) return await this.#end(job, refused('cancelled'))
    this.#queue.push(job.client, job)
    this.#pump()
  }

  #pump(): void {
    while (!this.#isDraining && this.#running < this.#tools.options.workers) {
      const job = this.#queue.take()
      if (job === undefined) return
      this.#running += 1
      void this.#do(job).finally(() => {
        this.#running -= 1
        if (this.#running === 0) this.#idle?.()
        this.#pump()
      })
    }
  }

  async #do(job: Job): Promise<void> {
    job.state = { status: 'running' }
    job.attempts += 1
    addLog(job, 'Cutting.')
    await this.note(job)
    try {
      await this.#end(job, await this.#engineRun(job))
    } catch (error) {
      if (!(error instanceof PageGoneError)) this.#tools.log.error({ err: error, task: job.id }, 'a task went wrong')
      else if (job.attempts < mostAttempts && !this.#cancelled.has(job.id)) {
        addLog(job, 'The engine ended: once more.', 'WARN')
        job.state = { status: 'waiting' }
        await this.note(job)
        this.#queue.push(job.client, job)
        return
      }
      const reason = this.#cancelled.has(job.id)
        ? 'cancelled'
        : error instanceof PageGoneError
          ? 'worker-died'
          : 'unexpected'
      await this.#end(job, refused(reason))
    }
  }

  async #engineRun(job: Job): Promise<TaskEnd> {
    const { vault, engines, pictures } = this.#tools
    const photo = vault.find(job.photo ?? '')
    if (photo === undefined) return refused('input-unknown')
    // After two ends of the server itself, it may be the task that ends it.
    if (job.attempts > mostAttempts + 1) return refused('worker-died')
    const backdrop = job.backdrop === undefined ? undefined : vault.find(job.backdrop)
    const end = await engines.run(
      {
        id: job.id,
        task: job.task,
        photoName: job.photoName,
        doors: {
          pictures: {
            photo: () => vault.stream(photo),
            ...(backdrop === undefined ? {} : { backdrop: () => vault.stream(backdrop) }),
          },
          take: async (id, body) => {
            // What the file is called is told with the end of the task.
            await vault.put(body, { name: '', type: '', expiresAt: job.expiresAt }, id)
          },
        },
      },
      (stage) => {
        const message = `Stage: ${stage}.`
        if (job.logs.at(-1)?.message === message) return
        addLog(job, message)
        this.#tell(job)
      },
    )
    void pictures
    return end
  }

  async #end(job: Job, end: TaskEnd): Promise<void> {
    if (hasEnded(job)) return
    const { metrics, log, journal, onEnd, vault } = this.#tools
    const at = Date.now()
    job.state = end.ok
      ? { status: 'done', at, done: end.value }
      : { status: 'failed', at, undone: { reason: end.reason, message: end.message } }
    if (end.ok) for (const file of end.value.files) vault.describe(file.id, file)
    if (end.ok) for (const remark of end.value.remarks) addLog(job, remark, 'WARN')
    addLog(job, end.ok ? 'Done.' : end.message, end.ok ? 'INFO' : 'ERROR')
    const outcome = end.ok ? 'done' : end.reason
    metrics.ended.inc({ dialect: job.dialect, outcome })
    if (end.ok) metrics.engineSeconds.observe(end.value.engineMs / 1000)
    log.info(
      {
        task: job.id,
        dialect: job.dialect,
        outcome,
        ms: at - job.acceptedAt,
        ...(end.ok ? { engineMs: end.value.engineMs, model: end.value.model.id } : {}),
      },
      'task ended',
    )
    await journal
      .write(job)
      .catch((error: unknown) =>
        log.error({ code: codeOf(error), task: job.id }, 'the end of a task could not be written to disk'),
      )
    this.#cancelled.delete(job.id)
    this.#tell(job)
    onEnd(job)
  }

  #tell(job: Job): void {
    const watchers = this.#watchers.get(job.id)
    this.#watchers.delete(job.id)
    for (const watcher of watchers ?? []) watcher()
  }
}

function refused(reason: TaskReason): Extract<TaskEnd, { ok: false }> {
  return { ok: false, reason, message: inSentences(reason) }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
