import { z } from 'zod'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { DownloadOrder, DownloadSource } from '#core/shelf.ts'
import type { Network } from './network.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

/** How a whole and right file is known. */
export interface Facts {
  sha256: string
  sizeBytes: number | undefined
}

const fileInfo = z.object({ etag: z.string().optional(), size: z.coerce.number().int().positive().optional() })

const hash = /^(?:W\/)?"?([0-9a-f]{64})"?$/i

/**
 * The hash of the file: from the order, or else from the most trusted source that knows it. Fails with `download-unverified`.
 *
 * The hub names the SHA-256 of a large file in `X-Linked-ETag` of its redirect, which a browser follows without showing it. Asked for its
 * own media type, it answers itself instead, and the header and a small JSON body can be read.
 */
export async function askForFacts(
  order: DownloadOrder,
  network: Network,
  signal: AbortSignal,
): Promise<Outcome<Facts>> {
  if (order.sha256 !== undefined) return success({ sha256: order.sha256, sizeBytes: order.sizeBytes })
  let silence: Failure = failure('download-unverified', 'no source was asked')
  for (const source of byTrust(order.sources)) {
    const facts = await (source.from === 'own' ? askOwn : askHub)(source, order, network, signal)
    if (facts.ok) return facts
    silence = facts
  }
  return silence
}

/** A mirror may serve the file, but where the hub can be asked it is the hub's word that says what the right file is. */
function byTrust(sources: readonly DownloadSource[]): DownloadSource[] {
  const rank = ({ from }: DownloadSource) => ['own', 'hub', 'mirror'].indexOf(from)
  return [...sources].sort((one, other) => rank(one) - rank(other))
}

type Ask = (
  source: DownloadSource,
  order: DownloadOrder,
  network: Network,
  signal: AbortSignal,
) => Promise<Outcome<Facts>>

/** `npm run models` writes the hash that it verified beside the file. */
const askOwn: Ask = async ({ url }, { sizeBytes }, network, signal) => {
  const text = await ask(`${url}.sha256`, {}, network, signal, async (response) => await response.text())
  const sha256 = /^([0-9a-f]{64})\b/i.exec(text ?? '')?.[1]?.toLowerCase()
  return sha256 === undefined ? failure('download-unverified', `no hash at ${url}`) : success({ sha256, sizeBytes })
}

const askHub: Ask = async ({ url }, order, network, signal) => {
  const headers = { accept: 'application/vnd.xet-fileinfo+json, */*', range: 'bytes=0-0' }
  const facts = await ask(url, headers, network, signal, async (response) => {
    const isInfo = response.headers.get('content-type')?.includes('xet-fileinfo') === true
    const info = isInfo ? fileInfo.safeParse(await response.json().catch(() => undefined)).data : undefined
    const etag = response.headers.get('x-linked-etag') ?? info?.etag ?? response.headers.get('etag') ?? ''
    const size = Number(response.headers.get('x-linked-size') ?? info?.size ?? Number.NaN)
    const sizeBytes = Number.isSafeInteger(size) && size > 0 ? size : order.sizeBytes
    const sha256 = hash.exec(etag)?.[1]?.toLowerCase()
    return sha256 === undefined ? undefined : { sha256, sizeBytes }
  })
  if (facts === undefined) return failure('download-unverified', `${new URL(url).host} does not tell the file’s hash`)
  return success(facts)
}

/** Asks once and reads the answer; undefined where there is none. Never leaves a body behind. */
async function ask<T>(
  url: string,
  headers: Record<string, string>,
  network: Network,
  signal: AbortSignal,
  read: (response: Response) => Promise<T | undefined>,
): Promise<T | undefined> {
  const isOutside = new URL(url).origin !== network.ownOrigin
  const note = { at: Date.now(), url: withoutQuery(url), purpose: 'hash of the file', receivedBytes: 0 }
  const patience = AbortSignal.any([signal, AbortSignal.timeout(20_000)])
  try {
    const response = await network.fetch(url, { headers, cache: 'no-store', signal: patience })
    if (isOutside)
      network.onRequest({ ...note, answeredBy: new URL(response.url || url).host, status: response.status })
    const facts = response.ok ? await read(response) : undefined
    if (!response.bodyUsed) await response.body?.cancel()
    return facts
  } catch {
    signal.throwIfAborted()
    if (isOutside) network.onRequest(note)
    return undefined
  }
}

/** Addresses are shown and kept without their query: after a redirect it holds a signature. */
export function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
