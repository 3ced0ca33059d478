import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ServedProcess } from '../../e2e/support/servedProcess.ts'

const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../public/samples/${name}`, import.meta.url)))

/** A portrait of the samples, and the same as small as a tile. */
export const photo = sample('portrait.webp')
export const tiny = sample('portrait-small.webp')

/** Has a photo cut over HTTP, in the dialect of remove.bg: bytes in, bytes out. */
export async function cut(url: string, bytes: Buffer): Promise<ArrayBuffer> {
  const body = new FormData()
  body.append('image_file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'photo.webp')
  const response = await fetch(`${url}/v1.0/removebg`, { method: 'POST', body })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return await response.arrayBuffer()
}

/** Megabytes of the server, as its metrics tell, and of its browser with all processes (shared pages counted once). */
export async function residentMb(server: ServedProcess): Promise<{ server: number; browser: number }> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1])
  return { server: bytes / 1024 / 1024, browser: server.browserMb() }
}
