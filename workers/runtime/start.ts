import { failure, type Outcome, success } from '#core/outcome.ts'
import { canShareMemory } from '#core/threads.ts'
import { builds, type Ort } from './builds.ts'
import { failureOf } from './failures.ts'
import { watchHeap } from './heap.ts'
import type { Backend } from './session.ts'
import { unpackedBody } from './unpack.ts'
import { lackOfWebAssembly } from './webAssembly.ts'

/** How this worker runs networks. */
interface Runtime {
  ort: Ort
  threads: number
}

/** More threads than this gain little on the networks at hand and each costs a stack in the heap. */
const maxThreads = 4

watchHeap()

let base: string | undefined
let mostThreads = maxThreads
const starting = new Map<Backend, Promise<Outcome<Runtime>>>()

/** Says where the app's files lie (with a slash at the end): onnxruntime's own are in `ort/` below it; and how many threads to use at most. Called before the first session. */
export function configureRuntime({ baseUrl, threads = maxThreads }: { baseUrl: string; threads?: number }): void {
  base = baseUrl
  mostThreads = threads
}

/** Version of onnxruntime-web: what was true of one may not be of another. Fails with `runtime-missing`. */
export async function runtimeVersion(backend: Backend): Promise<Outcome<string>> {
  try {
    const { env } = await builds[backend].load()
    return success(env.versions.web ?? env.versions.common)
  } catch (error) {
    return failureOf(error, 'start')
  }
}

/**
 * Makes onnxruntime-web ready to open sessions; quick after the first time. Fails with `no-webassembly`, or with `runtime-missing` when its files cannot be had.
 *
 * The files are asked for before onnxruntime is, because it never recovers from a failed start: each later session would fail as
 * well, also when the network has come back.
 */
export async function startRuntime(backend: Backend): Promise<Outcome<Runtime>> {
  // The build for graphics cards serves the processor, too: a worker that has it needs no second heap.
  const wanted = starting.has('webgpu') ? 'webgpu' : backend
  const started = starting.get(wanted) ?? start(wanted)
  starting.set(wanted, started)
  const outcome = await started
  if (!outcome.ok) starting.delete(wanted)
  return outcome
}

async function start(backend: Backend): Promise<Outcome<Runtime>> {
  if (base === undefined) throw new Error('configureRuntime was not called')
  const lack = lackOfWebAssembly()
  if (lack !== undefined) return failure('no-webassembly', lack)
  const build = builds[backend]
  // Absolute, so that neither a bundler nor the blob URL of a thread changes what it is relative to.
  const folder = new URL('ort/', new URL(base, location.href))
  const mjs = new URL(build.glue, folder).href
  const wasm = new URL(build.binary, folder).href
  try {
    const [ort, glue, binary] = await Promise.all([build.load(), look(mjs), build.isPacked ? take(wasm) : look(wasm)])
    const missing = [glue, binary].find((file) => !file.usable)
    if (missing !== undefined) return failure('runtime-missing', missing.detail)
    const threads = glue.isolated ? Math.min(mostThreads, navigator.hardwareConcurrency) : 1
    const { env } = ort
    env.wasm.wasmPaths = { mjs, wasm }
    if (binary.bytes !== undefined) env.wasm.wasmBinary = binary.bytes
    env.wasm.numThreads = threads
    env.logLevel = 'error'
    return success({ ort, threads })
  } catch (error) {
    return failureOf(error, 'start')
  }
}

/** A file of onnxruntime's, or what is in its place. */
interface Found {
  usable: boolean
  detail: string
  isolated: boolean
  bytes?: ArrayBuffer
}

/** Asks for a file and looks at the head of the answer only; the body is fetched (or found in the cache) by onnxruntime. */
async function look(url: string): Promise<Found> {
  const response = await fetch(url)
  await response.body?.cancel()
  return foundIn(response)
}

/** Asks for a packed file, and takes it as a whole. */
async function take(url: string): Promise<Found> {
  const response = await fetch(url)
  const found = foundIn(response)
  return found.usable ? { ...found, bytes: await unpackedBody(response) } : found
}

function foundIn({ url, ok, status, headers }: Response): Found {
  const type = headers.get('content-type') ?? ''
  return {
    // A host that answers every unknown address with its start page says 200 too.
    usable: ok && !type.includes('text/html'),
    detail: `${url}: ${status} ${type}`,
    // Threads are workers of this very file: without the header on it they never start, and a start that waits for them never ends.
    isolated: canShareMemory() && headers.has('cross-origin-embedder-policy'),
  }
}
