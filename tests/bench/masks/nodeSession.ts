import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { nanoSide } from '#core/nano.ts'
import { success } from '#core/outcome.ts'
import { compileNano } from '#workers/nano/compile.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import type { Session } from '#workers/runtime/session.ts'

const weights = resolve(import.meta.dirname, '../../../training/nano.safetensors')
const quiet = { logSeverityLevel: 3, intraOpNumThreads: 1 } as const

/** The built-in network in Node's own runtime, which is quicker than the browser's; the masks differ by rounding alone. */
export async function openNanoInNode(path = weights): Promise<Session> {
  const bytes = readFileSync(path)
  const read = (start: number, end: number) => Uint8Array.from(bytes.subarray(start, end))
  const size = { width: nanoSide, height: nanoSide }
  const source = { sizeBytes: bytes.length, read }
  const built = compileNano({ source, size, precision: 'fp32', hasHints: false })
  if (!built.ok) throw new Error(`${built.reason}: ${built.detail}`)
  const externalData = externalFiles(built.value.external).map(({ path, data }) => ({ path, data }))
  const session = await InferenceSession.create(built.value.model, { ...quiet, externalData })
  return {
    ...{ backend: 'wasm', threads: 1, inputs: [], outputs: [] },
    run: async ({ image }, [name = '']) => {
      if (image?.type !== 'float32') throw new TypeError('The network takes float32.')
      const results = await session.run({ image: new Tensor('float32', image.data, [...image.dims]) })
      const output = results[name]
      if (!(output?.data instanceof Float32Array)) throw new TypeError('The network gives no float32.')
      return success({ [name]: { type: 'float32', dims: output.dims, data: output.data } })
    },
    release: () => session.release(),
  }
}
