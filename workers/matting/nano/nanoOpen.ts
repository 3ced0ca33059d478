import { nanoSide } from '#core/nano.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { backendOf, type Way } from '#core/ways/way.ts'
import { compileNano } from '#workers/nano/compile.ts'
import { compileDabs } from '#workers/nano/dabs.ts'
import type { BuiltModel } from '#workers/onnx/graph.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Backend, Session } from '#workers/runtime/session.ts'
import { unpackedBody } from '#workers/runtime/unpack.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'

/** Compiles the built-in network for its square input and opens it; it also gives what the dab branch reads, where that is wanted. Fails with `runtime-missing` where the weights cannot be had, or as `openSession` does. */
export async function openNano(
  baseUrl: string,
  { rung, precision }: Pick<Way, 'rung' | 'precision'>,
  keepsFeatures = false,
): Promise<Outcome<Session>> {
  const weights = await fetchPart(new URL('models/nano.safetensors.gz', baseUrl))
  if (!weights.ok) return weights
  const bytes = weights.value
  const compiled = compileNano({
    source: sourceOf(bytes),
    size: { width: nanoSide, height: nanoSide },
    precision: precision === 'fp16' ? 'fp16' : 'fp32',
    hasHints: false,
    keepsFeatures,
  })
  if (!compiled.ok) return compiled
  return await open(compiled.value, backendOf(rung))
}

/** Compiles the dab branch and opens it on the processor. Fails as `openNano` does. */
export async function openDabs(baseUrl: string): Promise<Outcome<Session>> {
  const weights = await fetchPart(new URL('models/nano.dabs.safetensors', baseUrl))
  if (!weights.ok) return weights
  const compiled = compileDabs({ source: sourceOf(weights.value), size: { width: nanoSide, height: nanoSide } })
  return compiled.ok ? await open(compiled.value, 'wasm') : compiled
}

function sourceOf(bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return { sizeBytes: bytes.length, read: (start, end) => bytes.slice(start, end) }
}

async function open({ model, external }: BuiltModel, backend: Backend): Promise<Outcome<Session>> {
  const files = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
  return await openSession(model, { backend, externalData: files, wholly: backend === 'webgpu' })
}

/** Fetches a file of the app itself, unpacked: from the network on the first visit, from the service worker's cache ever after. */
async function fetchPart(url: URL): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await fetch(url)
    // A host that answers every unknown address with its start page says 200 too.
    const isPage = response.headers.get('content-type')?.includes('text/html') ?? false
    if (!response.ok || isPage) return failure('runtime-missing', `${url.pathname}: ${response.status}`)
    return success(new Uint8Array(await unpackedBody(response)))
  } catch (error) {
    return failure('runtime-missing', `${url.pathname}: ${String(error)}`)
  }
}
