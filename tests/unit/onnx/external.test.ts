import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { externalFiles } from '#workers/onnx/external.ts'
import { Graph } from '#workers/onnx/graph.ts'

const sizes = [300, 1, 257, 4]

/** y = x * each constant of ones, twos, threes ... reduced to its sum. */
function graphOfSums(): { graph: Graph; produced: string[] } {
  const graph = new Graph()
  const produced: string[] = []
  let total = graph.input('x', 'f32', [1])
  for (const [index, size] of sizes.entries()) {
    const data = () => {
      produced.push(`w${index}`)
      return new Float32Array(size).fill(index + 1)
    }
    const weight = graph.constant(`w${index}`, { dtype: 'f32', shape: [size], data })
    const sum = graph.op('ReduceSum', [weight], { keepdims: 1 }, { shape: [1] })
    total = graph.op('Add', [total, sum])
  }
  graph.output(total, 'y')
  return { graph, produced }
}

test.each([false, true])('ONNX Runtime reads external data (a file for each tensor: %s)', async (filePerTensor) => {
  const { graph } = graphOfSums()
  const { model, external } = graph.build({ externalData: 'weights.bin', filePerTensor, threshold: 16 })
  const folder = await mkdtemp(join(tmpdir(), 'clearcut-onnx-'))
  try {
    for (const { path, data } of externalFiles(external)) await writeFile(join(folder, path), data)
    await writeFile(join(folder, 'model.onnx'), model)
    const session = await InferenceSession.create(join(folder, 'model.onnx'))
    const { y } = await session.run({ x: new Tensor('float32', [0.5], [1]) })
    expect(y?.data).toEqual(Float32Array.of(300 + 2 + 3 * 257 + 16 + 0.5))
    await session.release()
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('external tensors begin at multiples of 64 bytes and do not overlap; small ones stay inside', () => {
  const { external } = graphOfSums().graph.build({ externalData: 'weights.bin', threshold: 16 })
  expect(external.map(({ name, path, offset, byteLength }) => [name, path, offset, byteLength])).toEqual([
    ['w0', 'weights.bin', 0, 1200],
    ['w2', 'weights.bin', 1216, 1028],
    ['w3', 'weights.bin', 2304, 16],
  ])
})

test('lazy data is not produced before it is read, and given data is handed on without a copy', () => {
  const { graph, produced } = graphOfSums()
  const heap = new Float32Array(1000)
  graph.constant('view', { dtype: 'f32', shape: [500], data: heap.subarray(100, 600) })
  const { external } = graph.build({ externalData: 'weights.bin', filePerTensor: true, threshold: 64 })
  expect(produced).toEqual(['w1', 'w3'])
  const view = externalFiles(external).find(({ path }) => path === 'weights.bin.2')?.data
  expect(view?.buffer).toBe(heap.buffer)
  expect(view?.byteOffset).toBe(400)
  expect(view?.byteLength).toBe(2000)
})

test('a graph of 2,000 operators over 900 MB of constants builds in a moment', () => {
  const graph = new Graph()
  let value = graph.input('x', 'f32', [1, 1024])
  for (let index = 0; index < 2000; index++) {
    const data = () => {
      throw new Error('must not be read')
    }
    const weight = graph.constant(`layer.${index}`, { dtype: 'f32', shape: [110, 1024], data })
    value = graph.op('Gather', [weight, graph.ints([index % 110])], { axis: 0 }, { shape: [1, 1024] })
  }
  graph.output(value, 'y')
  graph.build({ externalData: 'weights.bin' })
  const start = performance.now()
  const { external } = graph.build({ externalData: 'weights.bin' })
  // Typically 20 ms; the bound leaves room for a busy machine.
  expect(performance.now() - start).toBeLessThan(500)
  expect(external.at(-1)?.offset).toBe(1999 * 110 * 4096)
})
