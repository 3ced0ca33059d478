import { env } from 'onnxruntime-web/webgpu'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { failureOf } from './failures.ts'
import { watchHeap } from './heap.ts'
import { lackOfWebAssembly } from './webAssembly.ts'

/** How this worker runs networks. */
interface Runtime {
  threads: number
}

/** More threads than this gain little on the networks at hand and each costs a stack in the heap. */
const maxThreads = 4

watchHeap()

/** Version of onnxruntime-web: what was true of one may not be of another. */
export const runtimeVersion = env.versions.web ?? env.versions.common

let base: string | undefined
let mostThreads = maxThreads
let starting: Promise<Outcome<Runtime>> | undefined

/** Says where the app's files lie (with a slash at the end): onnxruntime's own are in `ort/` below it; and how many threads to use at most. Called before the first session. */
export function configureRuntime({ baseUrl, threads = maxThreads }: { baseUrl: string; threads?: number }): void {
  base = baseUrl
  mostThreads = threads
}

/**
 * Makes onnxruntime-web ready to open sessions; quick after the first time. Fails with `no-webassembly`, or with `runtime-missing` when its files cannot be had.
 *
 * The files are asked for before onnxruntime is, because it never recovers from a failed start: each later session would fail as
 * well, also when the network has come back.
 */
export async function startRuntime(): Promise<Outcome<Runtime>> {
  starting ??= start()
  const outcome = await starting
  if (!outcome.ok) starting = undefined
  return outcome
}

async function start(): Promise<Outcome<Runtime>> {
  if (base === undefined) throw new Error('configureRuntime was not called')
  const lack = lackOfWebAssembly()
  if (lack !== undefined) return failure('no-webassembly', lack)
  // Absolute, so that neither a bundler nor the blob URL of a thread changes what it is relative to.
  const folder = new URL('ort/', new URL(base, location.href))
  const mjs = new URL('ort-wasm-simd-threaded.asyncify.mjs', folder).href
  const wasm = new URL('ort-wasm-simd-threaded.asyncify.wasm', folder).href
  try {
    const glue = await look(mjs)
    const binary = await look(wasm)
    const missing = [glue, binary].find((file) => !file.usable)
    if (missing !== undefined) return failure('runtime-missing', missing.detail)
    const threads = glue.isolated ? Math.min(mostThreads, navigator.hardwareConcurrency) : 1
    env.wasm.wasmPaths = { mjs, wasm }
    env.wasm.numThreads = threads
    env.logLevel = 'error'
    return success({ threads })
  } catch (error) {
    return failureOf(error, 'start')
  }
}

/** Asks for a file and looks at the head of the answer only; the body is fetched (or found in the cache) by onnxruntime. */
async function look(url: string): Promise<{ usable: boolean; detail: string; isolated: boolean }> {
  const response = await fetch(url)
  await response.body?.cancel()
  const type = response.headers.get('content-type') ?? ''
  return {
    // A host that answers every unknown address with its start page says 200 too.
    usable: response.ok && !type.includes('text/html'),
    detail: `${url}: ${response.status} ${type}`,
    // Threads are workers of this very file: without the header on it they never start, and a start that waits for them never ends.
    isolated: crossOriginIsolated && response.headers.has('cross-origin-embedder-policy'),
  }
}
