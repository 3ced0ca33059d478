import type { Done } from '#core/tasks/done.ts'
import type { falAnswer } from '#core/tasks/fal/fal.ts'
import type { RunwareError } from '#core/tasks/runware/answers.ts'
import { defineCutoutElement } from './cutoutElement.ts'
import { FrameLink } from './frameLink.ts'
import type { MadeFile } from './perform.ts'
import type { CallProgress } from './wire.ts'

const script = import.meta.url

export interface OpenOptions {
  /** Address of the app; the folder that this script came from, if absent. */
  src?: string
  /** Milliseconds in which the engine has to be there (60,000). */
  timeoutMs?: number
  signal?: AbortSignal
}

export interface CallOptions {
  /** Ends the call, which then rejects with the signal's reason. */
  signal?: AbortSignal
  onProgress?(progress: CallProgress): void
}

interface RunwareOptions extends CallOptions {
  /** Told of each task as soon as it is finished. */
  onAnswer?(answer: RunwareAnswer): void
}

interface RunwareAnswer {
  data: RunwareEntry[]
  errors: RunwareError[]
}

/** What Runware's entries have, by `taskType` and `outputType`. */
interface RunwareEntry {
  taskType: string
  taskUUID?: string
  imageUUID?: string
  inputImageUUID?: string
  imageURL?: string
  imageBase64Data?: string
  imageDataURI?: string
  mediaUUID?: string
  mediaURL?: string
  cost?: number
  blob?: Blob
}

type FalFile = ReturnType<typeof falAnswer>['image'] & { blob?: Blob }

interface FalResult {
  data: { image: FalFile; mask_image?: FalFile }
  requestId: string
}

interface FalOptions extends CallOptions {
  input: object
  /** As fal's client calls it. */
  abortSignal?: AbortSignal
  onQueueUpdate?(update: { status: string; logs: { message: string }[] }): void
}

/**
 * Clearcut's engine for the pages of another site: it works in an invisible frame, and no photo leaves the device. Pictures may be Blobs wherever a
 * request names one; addresses are fetched by the page itself. Calls reject with a `ClearcutError` that has the service's status and body.
 */
export class Clearcut {
  readonly #link: FrameLink
  readonly #addresses = new Set<string>()

  private constructor(link: FrameLink) {
    this.#link = link
  }

  /** Rejects where the app cannot be reached, or was not built for this page's origin. */
  static async open({
    src = new URL('.', script).href,
    timeoutMs = 60_000,
    signal,
  }: OpenOptions = {}): Promise<Clearcut> {
    const folder = new URL(src.endsWith('/') ? src : `${src}/`, document.baseURI)
    return new Clearcut(await FrameLink.open(new URL('embed.html', folder), timeoutMs, signal))
  }

  /** Does a task of Clearcut's own (docs/tasks.md) and gives its files as Blobs, the model that ran, and remarks. */
  async run(task: object, options: CallOptions = {}): Promise<Done<MadeFile>> {
    return (await this.#link.call('run', task, options)) as Done<MadeFile>
  }

  /** Does an array of Runware's tasks; gives `data` and `errors` as Runware's HTTP answer has them. Addresses are those of Blobs, which stand beside them. */
  async runware(tasks: readonly object[], { onAnswer, ...options }: RunwareOptions = {}): Promise<RunwareAnswer> {
    const answer: RunwareAnswer = { data: [], errors: [] }
    const onPart = (part: object) => {
      const told = this.#addressed(part) as RunwareAnswer
      answer.data.push(...told.data)
      answer.errors.push(...told.errors)
      onAnswer?.(told)
    }
    await this.#link.call('runware', tasks, { ...options, onPart })
    return answer
  }

  /** Like `subscribe` of fal's own client: gives `data` and `requestId`. */
  async fal(endpoint: string, { input, onQueueUpdate, onProgress, ...options }: FalOptions): Promise<FalResult> {
    const signal = options.signal ?? options.abortSignal
    const logs: { message: string }[] = []
    const tell = (status: string) => onQueueUpdate?.({ status, logs: [...logs] })
    tell('IN_QUEUE')
    const data = await this.#link.call(
      'fal',
      { endpoint, input },
      {
        ...(signal === undefined ? {} : { signal }),
        onProgress: (progress) => {
          onProgress?.(progress)
          const message = `Stage: ${progress.stage}.`
          if (logs.at(-1)?.message === message) return
          logs.push({ message })
          tell('IN_PROGRESS')
        },
      },
    )
    tell('COMPLETED')
    return { data: this.#addressed(data) as FalResult['data'], requestId: crypto.randomUUID() }
  }

  /** Ends the engine and what it still does, and the addresses of its Blobs. */
  close(): void {
    this.#link.close()
    for (const address of this.#addresses) URL.revokeObjectURL(address)
    this.#addresses.clear()
  }

  /** Gives every Blob of an answer an address of this page where the answer leaves room for one; it ends after `ttl` seconds, or with `close`. */
  #addressed(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof Blob) return value
    if (Array.isArray(value)) return value.map((each) => this.#addressed(each))
    const { ttl, ...fields } = value as Record<string, unknown>
    const { blob } = fields
    const room = Object.keys(fields).find((name) => /url$/i.test(name) && fields[name] === '')
    if (!(blob instanceof Blob) || room === undefined)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#addressed(each)]))
    const address = URL.createObjectURL(blob)
    this.#addresses.add(address)
    if (typeof ttl === 'number') setTimeout(() => URL.revokeObjectURL(address), Math.min(1000 * ttl, 2 ** 31 - 1))
    return { ...fields, [room]: address }
  }
}

/** One engine for all elements of a page, opened when the first wants it; after a failure the next tries again. */
let ofElements: Promise<Clearcut> | undefined

defineCutoutElement(() => {
  ofElements ??= Clearcut.open().catch((error: unknown) => {
    ofElements = undefined
    throw error
  })
  return ofElements
})
