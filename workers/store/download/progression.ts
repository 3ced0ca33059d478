import type { DownloadOrder, DownloadSource } from '#core/shelf.ts'
import type { Expectation } from './answer.ts'
import type { Journal } from './journal.ts'
import type { Part } from './part.ts'

/** After how many bytes the file is flushed, so that a power cut does not cost them. */
const flushBytes = 16 * 1024 * 1024

/** Where a download stands: its bytes, and the journal that lets it go on another day. */
export class Progression {
  readonly order: DownloadOrder
  readonly part: Part
  /** Size of the whole file, as soon as it is known. */
  totalBytes: number | undefined
  #url: string | undefined
  #etag: string | undefined
  #isMixed: boolean
  #flushedBytes: number
  readonly #write: (journal: Journal) => Promise<void>
  readonly #onBytes: () => void

  constructor(
    order: DownloadOrder,
    part: Part,
    journal: Journal | undefined,
    write: (journal: Journal) => Promise<void>,
    onBytes: () => void,
  ) {
    this.order = order
    this.part = part
    this.totalBytes = order.sizeBytes ?? journal?.totalBytes
    this.#url = journal?.url
    this.#etag = journal?.etag
    // What another worker has left may have been written by a power cut as well.
    this.#isMixed = part.bytes > 0
    this.#flushedBytes = part.bytes
    this.#write = write
    this.#onBytes = onBytes
  }

  /** Whether bytes of more than one response are there, so that a wrong hash may be an accident. */
  get isMixed(): boolean {
    return this.#isMixed
  }

  /** The sources, the one that the bytes came from first: only there is it sure that they go on. */
  get sources(): DownloadSource[] {
    const isLast = ({ url }: DownloadSource) => url === this.#url
    const { sources } = this.order
    return [...sources.filter(isLast), ...sources.filter((source) => !isLast(source))]
  }

  /** The ETag to compare with, if the bytes that are there came from this address. */
  readonly etagFor = ({ url }: DownloadSource): string | undefined => (url === this.#url ? this.#etag : undefined)

  expectation(source: DownloadSource): Expectation {
    return { haveBytes: this.part.bytes, etag: this.etagFor(source), totalBytes: this.totalBytes }
  }

  /** A response is about to be written: the whole file, or what follows the bytes that are there. */
  async begin(
    source: DownloadSource,
    answer: { kind: 'whole' | 'rest'; etag: string | undefined; totalBytes: number | undefined },
  ): Promise<void> {
    if (answer.kind === 'whole' && this.part.bytes > 0) this.part.restart()
    this.#isMixed = this.part.bytes > 0
    this.#url = source.url
    this.#etag = answer.etag
    this.totalBytes ??= answer.totalBytes
    await this.save()
  }

  /** Bytes have arrived. */
  advanced(): void {
    this.#onBytes()
    if (this.part.bytes - this.#flushedBytes < flushBytes) return
    this.#flushedBytes = this.part.bytes
    this.part.flush()
  }

  /** Throws everything away. */
  async restart(): Promise<void> {
    this.part.restart()
    this.#isMixed = false
    this.#etag = undefined
    this.totalBytes = this.order.sizeBytes
    this.#onBytes()
    await this.save()
  }

  /** Writes the journal, so that a download which ends now can go on from here; `isPaused` when a person wanted it to stop. */
  async save(isPaused = false): Promise<void> {
    this.part.flush()
    const { order, totalBytes } = this
    await this.#write({ order, url: this.#url, etag: this.#etag, totalBytes, isPaused })
  }
}
