import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Verdict } from '#core/ways/remembered.ts'
import { backendOf, type Precision, type Way } from '#core/ways/way.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { runtimeVersion } from '#workers/runtime/start.ts'
import { toFloat32 } from '#workers/runtime/tensor.ts'
import { golden, goldenPlaces } from './golden.ts'
import { smallImage, smallNetwork, smallSize } from './smallNetwork.ts'

/**
 * Largest errors that pass, as shares of the answer's spread: several times what sound arithmetic of each precision gives
 * (3e-6, 5e-3 and 7e-2), while a kernel that is wrong anywhere gives about 1.
 */
export const tolerances = { fp32: 1e-3, fp16: 0.03, int8: 0.2 } as const satisfies Record<Precision, number>

/** A verdict and what it holds for: device, threads, precision, graph and runtime. */
interface Tested {
  key: string
  verdict: Verdict
}

type SelfTest = (way: Way, known: Readonly<Record<string, Verdict>>, onBegin: () => void) => Promise<Outcome<Tested>>

/** See `MattingWorker.selfTest`; `onBegin` is called where there is something to be tested. The worker that made a test once does not even build its graph again. */
export function createSelfTest(): SelfTest {
  const made = new Map<string, Tested>()
  return async (way, known, onBegin) => {
    const name = `${way.rung} ${way.precision}`
    const earlier = made.get(name)
    if (earlier !== undefined) return success(earlier)
    const tested = await test(way, known, onBegin)
    if (tested.ok) made.set(name, tested.value)
    return tested
  }
}

const test: SelfTest = async ({ rung, precision, device }, known, onBegin) => {
  const backend = backendOf(rung)
  const { model, external } = smallNetwork(precision, backend === 'webgpu' ? 'grid' : 'native')
  const version = await runtimeVersion(backend)
  if (!version.ok) return version
  const key = `${device}/${rung}/${precision}/${hashOf(model)}/${version.value}`
  const remembered = known[key]
  if (remembered !== undefined) return success({ key, verdict: remembered })
  onBegin()
  const files = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
  const options = { backend, externalData: files, lean: true, wholly: backend === 'webgpu' } as const
  const session = await openSession(model, options)
  if (!session.ok) return session
  const { width, height } = smallSize
  const image = { type: 'float32', dims: [1, 3, height, width], data: smallImage() } as const
  const result = await session.value.run({ image }, ['logits'])
  await session.value.release()
  if (!result.ok) return result
  const logits = result.value['logits']
  if (logits === undefined) return failure('model-failed', 'the small network gives no logits')
  const error = relativeError(toFloat32(logits))
  return success({ key, verdict: { hasPassed: error <= tolerances[precision], error, at: Date.now() } })
}

/** Root mean square of the difference to the known answer, as a share of the answer's standard deviation; 1 at most, also for what is not finite. */
export function relativeError(logits: Float32Array): number {
  const mean = golden.reduce((sum, value) => sum + value, 0) / golden.length
  let difference = 0
  let spread = 0
  for (const [index, place] of goldenPlaces.entries()) {
    const wanted = golden[index] ?? 0
    difference += ((logits[place] ?? Number.NaN) - wanted) ** 2
    spread += (wanted - mean) ** 2
  }
  const error = Math.sqrt(difference / spread)
  return Number.isFinite(error) ? Math.min(error, 1) : 1
}

/** 32-bit FNV-1a: a graph that was changed in any way is tested anew. */
function hashOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16)
}
