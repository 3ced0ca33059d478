import { sourceOfText } from '#core/tasks/pictureText.ts'
import type { Source } from '#core/tasks/task.ts'
import { inSentences } from '#core/tasks/taskReasons.ts'
import { Refusal } from './refusal.ts'

/** Stands in a request for a picture that was handed over as a Blob: dialects know pictures by text only, and no such host can exist (RFC 2606). */
const given = 'https://given.invalid/'

/** Requests are flat; what lies deeper is none. */
const deepest = 8

/** Pictures of earlier calls that can be named again; the oldest go first. */
const mostKept = 100

export interface Picture {
  blob: Blob
  name: string
}

/** The pictures of one call: those that came as Blobs, those kept from earlier calls, and those that the page fetches. */
export class PictureBook {
  readonly #given: Blob[] = []
  readonly #kept: Map<string, Blob>
  readonly #fetch: (url: string) => Promise<Blob>

  /** @param kept uploads of all calls, by their ids */
  constructor(kept: Map<string, Blob>, fetch: (url: string) => Promise<Blob>) {
    this.#kept = kept
    this.#fetch = fetch
  }

  /** The request with an address in the place of each Blob. */
  take(value: unknown, depth = 0): unknown {
    if (value instanceof Blob) return `${given}${this.#given.push(value) - 1}`
    if (typeof value !== 'object' || value === null || depth > deepest) return value
    if (Array.isArray(value)) return value.map((each) => this.take(each, depth + 1))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.take(each, depth + 1)]))
  }

  /** Rejects with a `Refusal` where the picture cannot be had. */
  async open(source: Source): Promise<Picture> {
    switch (source.kind) {
      case 'data':
        return { blob: await blobOfBase64(source.base64), name: 'photo' }
      case 'url':
        return await this.#at(source.url)
      default: {
        const blob = source.kind === 'kept' ? this.#kept.get(source.id) : undefined
        if (blob === undefined) throw new Refusal('input-unknown', inSentences('input-unknown'))
        return named(blob)
      }
    }
  }

  /** Keeps a picture for later calls, under the id that is given back. */
  keep({ blob, name }: Picture): string {
    const id = crypto.randomUUID()
    // With its name, by which files are called later.
    this.#kept.set(id, new File([blob], name, { type: blob.type }))
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return id
  }

  async #at(url: string): Promise<Picture> {
    const blob = url.startsWith(given) ? this.#given[Number(url.slice(given.length))] : undefined
    if (blob !== undefined) return named(blob)
    return { blob: await this.#fetch(url), name: new URL(url).pathname.split('/').at(-1) || 'photo' }
  }
}

/** The picture as the schemas of tasks write it, where a page has said it in the short form. */
export function sourceOf(value: unknown): unknown {
  return typeof value === 'string' ? (sourceOfText(value) ?? value) : value
}

function named(blob: Blob): Picture {
  return { blob, name: blob instanceof File ? blob.name : 'photo' }
}

async function blobOfBase64(base64: string): Promise<Blob> {
  try {
    // The browser's own decoder, which takes any length.
    return await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob()
  } catch {
    throw new Refusal('not-an-image', inSentences('not-an-image'))
  }
}

/** The bytes as a data URI. */
export function dataUriOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('a picture could not be read')))
    reader.readAsDataURL(blob)
  })
}
