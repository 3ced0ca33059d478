import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DownloadOrder, DownloadSource } from '#core/shelf.ts'

/** Breaks of the connection that are forgiven. */
const tries = 6

/**
 * Downloads a model into the folder and verifies it; the hash is written beside it as `<file>.sha256`, for the app. A file that is there
 * and right is left alone, one that is there in part is gone on with. Throws where no source gives the right file.
 */
export async function fetchModel(order: DownloadOrder, folder: string): Promise<'fetched' | 'there'> {
  await mkdir(folder, { recursive: true })
  const target = join(folder, order.file)
  const expected = order.sha256 ?? (await linkedHash(order.sources))
  if (expected === undefined) throw new Error(`No source tells the SHA-256 of ${order.id}.`)
  const isThere = existsSync(target) && (await sha256Of(target)) === expected
  if (!isThere) await fetchVerified(order, `${target}.part`, expected)
  if (!isThere) await rename(`${target}.part`, target)
  await writeFile(`${target}.sha256`, `${expected}  ${order.file}\n`)
  return isThere ? 'there' : 'fetched'
}

async function fetchVerified({ id, sources }: DownloadOrder, part: string, expected: string): Promise<void> {
  const refusals: string[] = []
  for (const { url } of sources) {
    const refusal = await fetchAll(url, part)
    if (refusal === undefined) {
      if ((await sha256Of(part)) === expected) return
      await rm(part)
    }
    refusals.push(`${url}: ${refusal ?? 'the wrong SHA-256'}`)
  }
  throw new Error([`No source gives the right file of ${id}.`, ...refusals].join('\n  '))
}

/** Fetches what is missing; undefined when all is there, else why not. */
async function fetchAll(url: string, part: string): Promise<string | undefined> {
  let refusal = ''
  for (let n = 0; n < tries; n++) {
    if (n > 0) await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** n))
    const have = existsSync(part) ? statSync(part).size : 0
    try {
      const response = await fetch(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {} })
      if (response.status === 416) return undefined
      if (response.status >= 400 && response.status < 500 && response.status !== 429) return `${response.status}`
      if (!response.ok || response.body === null) throw new Error(`${response.status}`)
      await pipeline(chunksOf(response.body), createWriteStream(part, { flags: response.status === 206 ? 'a' : 'w' }))
      return undefined
    } catch (error) {
      refusal = String(error)
    }
  }
  return refusal
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}

/** The hash that the hub names in its redirect, which Node can read. */
async function linkedHash(sources: readonly DownloadSource[]): Promise<string | undefined> {
  for (const { url } of sources) {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual' }).catch(() => undefined)
    const hash = /^"?([0-9a-f]{64})"?$/.exec(response?.headers.get('x-linked-etag') ?? '')?.[1]
    if (hash !== undefined) return hash
  }
  return undefined
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
