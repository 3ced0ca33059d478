import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web/wasm'
import { endedBy } from '#core/endedBy.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Ort } from './builds.ts'
import { failureOf } from './failures.ts'
import type { Session, SessionOptions } from './session.ts'
import { startRuntime } from './start.ts'
import type { Tensor, TensorInfo } from './tensor.ts'

/**
 * Reads a graph and makes it ready to run. `configureRuntime` comes first. The bytes are copied, the caller keeps them.
 * Fails with `runtime-missing`, `out-of-memory` or `model-unreadable`.
 */
export async function openSession(
  model: Uint8Array | ArrayBuffer,
  { backend, externalData, lean = false, wholly = false }: SessionOptions,
): Promise<Outcome<Session>> {
  const runtime = await startRuntime(backend)
  if (!runtime.ok) return runtime
  const { ort, threads } = runtime.value
  const bytes = model instanceof Uint8Array ? model : new Uint8Array(model)
  try {
    const session = await ort.InferenceSession.create(bytes, {
      executionProviders: [backend],
      logSeverityLevel: 3,
      ...(externalData === undefined ? {} : { externalData }),
      // In sequential mode ONNX Runtime plans ahead which activation is written over which dead one of the same shape, and keeps every
      // buffer until its last taker is done: three times the memory. Parallel mode plans nothing and, with no threads between operators, runs the same.
      ...(lean ? { executionMode: 'parallel' } : {}),
      extra: { session: { disable_prepacking: lean ? '1' : '0', disable_cpu_ep_fallback: wholly ? '1' : '0' } },
    })
    // The packed build was handed over unpacked; now that it is compiled, nobody needs those bytes.
    delete ort.env.wasm.wasmBinary
    const untilLost = endedBy(backend === 'webgpu' ? lossOfGpu(ort) : new Promise<Failure>(() => {}))
    return success({
      backend,
      threads,
      inputs: session.inputMetadata.map(infoOf),
      outputs: session.outputMetadata.map(infoOf),
      run: (inputs, outputs) => untilLost(run(ort, session, inputs, outputs)),
      release: () => session.release(),
    })
  } catch (error) {
    return failureOf(error, 'open')
  }
}

/** Resolves when the graphics card that runs the sessions is gone: their runs may then never end. */
async function lossOfGpu({ env }: Ort): Promise<Failure> {
  try {
    const device: LosableDevice = await env.webgpu.device
    const { reason, message } = await device.lost
    return failure('gpu-lost', `${reason}: ${message}`)
  } catch {
    // A device that cannot be watched may still work; its runs then tell by themselves.
    return await new Promise<never>(() => {})
  }
}

/** The part of a GPUDevice that is watched; TypeScript's library does not know it yet. */
interface LosableDevice {
  lost: Promise<{ reason: string; message: string }>
}

async function run(
  { Tensor }: Ort,
  session: InferenceSession,
  inputs: Record<string, Tensor>,
  outputs: readonly string[],
): Promise<Outcome<Record<string, Tensor>>> {
  const feeds = Object.entries(inputs).map(
    ([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)] as const,
  )
  try {
    const results = await session.run(Object.fromEntries(feeds), outputs)
    return success(Object.fromEntries(Object.entries(results).map(([name, value]) => [name, takeOut(value)])))
  } catch (error) {
    return failureOf(error, 'run')
  } finally {
    for (const [, tensor] of feeds) tensor.dispose()
  }
}

/** The values of a result; onnxruntime has copied them out of the heap already. */
function takeOut({ type, dims, data }: OrtTensor): Tensor {
  if (type === 'float32' && data instanceof Float32Array) return { type, dims, data }
  if (type === 'float16' && ArrayBuffer.isView(data)) {
    return { type, dims, data: new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) }
  }
  // Masks of whole numbers: classes, bytes, or yes and no.
  if (data instanceof BigInt64Array || data instanceof BigUint64Array)
    return { type: 'float32', dims, data: Float32Array.from(data, Number) }
  if (data instanceof Int32Array || data instanceof Uint8Array || data instanceof Int8Array)
    return { type: 'float32', dims, data: Float32Array.from(data) }
  throw new Error(`the output is ${type}, not numbers that a mask can be made of`)
}

function infoOf(value: InferenceSession.ValueMetadata): TensorInfo {
  if (!value.isTensor) return { name: value.name, type: 'other', shape: [] }
  // Open sides are a name, or 0 or -1 in older files.
  const shape = value.shape.map((side) => (typeof side === 'number' && side > 0 ? side : undefined))
  return { name: value.name, type: value.type, shape }
}
