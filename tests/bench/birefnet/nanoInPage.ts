import type { Size } from '#core/geometry.ts'
import { compileNano } from '#workers/nano/compile.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Session } from '#workers/runtime/session.ts'
import { unpackedBody } from '#workers/runtime/unpack.ts'
import type { NanoParity } from './measure.ts'

/** The built-in network, compiled and opened in a worker of the bench, and how long compiling it took. On a card all of it has to run there. */
export async function openNanoInPage(
  weights: Uint8Array<ArrayBuffer>,
  { size, backend, precision }: NanoParity & { size: Size },
): Promise<{ session: Session; graphMs: number }> {
  const begin = performance.now()
  const source = { sizeBytes: weights.length, read: (start: number, end: number) => weights.slice(start, end) }
  const built = compileNano({ source, size, precision, hasHints: false })
  if (!built.ok) throw new Error(built.detail ?? built.reason)
  const graphMs = performance.now() - begin
  const files = built.value.external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
  const wholly = backend === 'webgpu'
  const session = await openSession(built.value.model, { backend, externalData: files, wholly })
  if (!session.ok) throw new Error(session.detail ?? session.reason)
  return { session: session.value, graphMs }
}

/** A file beside the page, unpacked; undefined where it is not there. */
export async function bytesAt(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await fetch(path)
  const isFile = response.ok && response.headers.get('content-type')?.includes('text/html') !== true
  return isFile ? new Uint8Array(await unpackedBody(response)) : undefined
}
