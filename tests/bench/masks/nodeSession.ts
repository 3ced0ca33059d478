import { Tensor } from 'onnxruntime-node'
import { nanoSide } from '#core/nano.ts'
import { success } from '#core/outcome.ts'
import { fileSource, openNano, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { Session } from '#workers/runtime/session.ts'

/** The built-in network in Node's own runtime, as the worker's code takes it; quicker than the browser's, and the masks differ by rounding alone. */
export async function openNanoInNode(): Promise<Session> {
  const size = { width: nanoSide, height: nanoSide }
  const session = await openNano(fileSource(trainedPath), { size, precision: 'fp32', hasHints: false })
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
