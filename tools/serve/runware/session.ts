import { randomUUID } from 'node:crypto'
import { runwareFailure, runwareProblems } from '#core/tasks/runware/answers.ts'
import { parseRunware, pictureOf, taskOfRunware } from '#core/tasks/runware/runware.ts'
import type { RemoveBackground } from '#core/tasks/runware/schemas.ts'
import { isToken } from '../access.ts'
import type { ServeContext } from '../context.ts'
import { hasEnded, type Job } from '../tasks/job.ts'
import { PictureError } from '../tasks/pictures.ts'
import { plain, refused, runwareEnd, type Told } from './told.ts'

/** Tasks that one message may bring. */
const mostTasks = 100

/** What of an entry is still to come once it is accepted. */
interface Begun {
  rest: Promise<void>
}

const nothingLeft: Begun = { rest: Promise.resolve() }

/** One caller's conversation: over HTTP one message long, over a WebSocket as long as it is open. */
export class RunwareSession {
  readonly #context: ServeContext
  readonly #client: string
  readonly #base: string
  readonly #id: string
  #isIn: boolean

  constructor(context: ServeContext, caller: { client: string; base: string; isIn: boolean }) {
    this.#context = context
    this.#client = caller.client
    this.#base = caller.base
    this.#isIn = caller.isIn
    this.#id = randomUUID()
  }

  get isIn(): boolean {
    return this.#isIn
  }

  /** Does what a message asks for. Each thing is told as soon as it is there; resolves when all is told. */
  async hear(message: unknown, tell: (told: Told) => void): Promise<void> {
    if (!Array.isArray(message) || message.length === 0) {
      const text = Array.isArray(message) ? 'The array of tasks is empty.' : 'A request is an array of tasks.'
      return tell({ error: plain('invalidRequest', text), status: 400 })
    }
    if (message.length > mostTasks) {
      const text = `A request may bring at most ${mostTasks} tasks, not ${message.length}.`
      return tell({ error: plain('tooManyTasks', text), status: 413 })
    }
    const work: Promise<void>[] = []
    // One after the other until it is accepted, so that signing in comes first; then side by side.
    for (const entry of message) work.push((await this.#begin(entry, tell)).rest)
    await Promise.all(work)
  }

  /** Resolves once the entry is accepted, with what is still to be done for it. */
  async #begin(entry: unknown, tell: (told: Told) => void): Promise<Begun> {
    const outcome = parseRunware(entry)
    if (!outcome.ok) {
      for (const error of runwareProblems(outcome.problems, entry)) tell({ error, status: 400 })
      return nothingLeft
    }
    const request = outcome.value
    if (request.taskType === 'authentication') {
      this.#isIn = isToken(request.apiKey, this.#context.access)
      const told: Told = this.#isIn
        ? { data: { taskType: 'authentication', connectionSessionUUID: this.#id } }
        : {
            error: { ...plain('invalidApiKey', 'This is not the token of this server.'), taskType: 'authentication' },
            status: 401,
          }
      tell(told)
      return nothingLeft
    }
    if (!this.#isIn) {
      tell({
        error: {
          ...runwareFailure({ reason: 'cancelled', message: '' }, entry),
          code: 'missingApiKey',
          message: 'Sign in first.',
        },
        status: 401,
      })
      return nothingLeft
    }
    switch (request.taskType) {
      case 'ping':
        tell({ data: { taskType: 'ping', pong: true } })
        return nothingLeft
      case 'imageUpload':
        await this.#upload(request, request.image, 'image', tell)
        return nothingLeft
      case 'mediaStorage':
        await this.#upload(request, request.media, 'media', tell)
        return nothingLeft
      case 'getResponse':
        await this.#ask(request.taskUUID, tell)
        return nothingLeft
      default:
        return await this.#cut(request, tell)
    }
  }

  async #cut(request: RemoveBackground, tell: (told: Told) => void): Promise<Begun> {
    const { desk } = this.#context
    if (desk.find('runware', this.#client, request.taskUUID) !== undefined) {
      const message = `A task with the taskUUID ${request.taskUUID} was sent before: each needs its own.`
      const error = {
        ...runwareFailure({ reason: 'cancelled', message }, request),
        code: 'duplicateTaskUUID',
        parameter: 'taskUUID',
      }
      tell({ error, status: 409 })
      return nothingLeft
    }
    let job: Job
    try {
      const { inputImage: _, image: __, inputs: ___, ...rest } = request
      job = await desk.accept({
        dialect: 'runware',
        name: request.taskUUID,
        client: this.#client,
        task: taskOfRunware(request),
        request: rest,
        base: this.#base,
      })
    } catch (error) {
      tell(refused(error, request))
      return nothingLeft
    }
    if (request.deliveryMethod === 'async') {
      tell({ data: { taskType: request.taskType, taskUUID: request.taskUUID } })
      return nothingLeft
    }
    return { rest: desk.ended(job).then(async () => tell(await runwareEnd(job, this.#context))) }
  }

  async #upload(
    { taskType, taskUUID }: { taskType: string; taskUUID: string },
    text: string,
    what: 'image' | 'media',
    tell: (told: Told) => void,
  ): Promise<void> {
    const { pictures, options } = this.#context
    try {
      const expiresAt = Date.now() + 1000 * options.ttlSeconds
      const source = pictureOf(text)
      pictures.check(source, this.#base)
      const there = await pictures.atOnce(source, this.#base, expiresAt)
      const kept = there ?? (source.kind === 'url' ? await pictures.fetch(source.url, expiresAt) : undefined)
      if (kept === undefined) throw new PictureError('input-unknown')
      const url = `${this.#base}/files/${kept.id}`
      tell({ data: { taskType, taskUUID, [`${what}UUID`]: kept.id, [`${what}URL`]: url } })
    } catch (error) {
      tell(refused(error, { taskType, taskUUID }))
    }
  }

  async #ask(taskUUID: string, tell: (told: Told) => void): Promise<void> {
    const job = this.#context.desk.find('runware', this.#client, taskUUID)
    if (job === undefined) {
      const error = {
        ...plain('unknownTaskUUID', `There is no task ${taskUUID}, or no longer.`),
        parameter: 'taskUUID',
        taskUUID,
      }
      return tell({ error, status: 404 })
    }
    if (!hasEnded(job)) {
      const { taskType } = job.request as RemoveBackground
      return tell({ data: { taskType, taskUUID, status: 'processing' } })
    }
    const told = await runwareEnd(job, this.#context)
    tell('data' in told ? { data: { ...told.data, status: 'success' } } : { error: told.error })
  }
}
