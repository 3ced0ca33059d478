import * as ort from 'onnxruntime-web/wasm'
import { expect, test } from 'vitest'
import { externalFiles } from '#workers/onnx/external.ts'
import { Graph } from '#workers/onnx/graph.ts'

test.each([false, true])(
  'onnxruntime-web takes weights as external data (a file for each: %s)',
  async (filePerTensor) => {
    const graph = new Graph()
    let value = graph.input('x', 'f32', [1, 64])
    for (const factor of [2, 3]) {
      const diagonal = () => Float32Array.from({ length: 64 * 64 }, (_, i) => (i % 65 === 0 ? factor : 0))
      const weight = graph.constant(`times ${factor}`, { dtype: 'f32', shape: [64, 64], data: diagonal })
      value = graph.op('MatMul', [value, weight], {}, { shape: [1, 64] })
    }
    graph.output(value, 'y')
    const { model, external } = graph.build({ externalData: 'weights.bin', filePerTensor })

    ort.env.wasm.wasmPaths = new URL('/ort/', location.href).href
    const options = { executionProviders: ['wasm'], externalData: externalFiles(external) }
    const session = await ort.InferenceSession.create(model, options)
    const x = Float32Array.from({ length: 64 }, (_, i) => i)
    const { y } = await session.run({ x: new ort.Tensor('float32', x, [1, 64]) })
    expect(await y?.getData()).toEqual(x.map((number) => 6 * number))
    await session.release()
  },
)
