import { expect, test } from 'vitest'
import { forecastMemory } from '#workers/birefnet/memoryModel.ts'
import { Graph } from '#workers/onnx/graph.ts'

test('on a card weights and activations lie in buffers of fixed sizes, the next larger one each', () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [100])
  graph.output(graph.op('Exp', [x], {}, { shape: [75_000] }), 'y')
  const weights = [300_000, 100, 170_000_001].map((byteLength, index) => ({
    ...{ name: `w${index}`, path: `w${index}`, offset: 0, byteLength },
    data: () => new Uint8Array(),
  }))
  const { weightBytes, activationBytes, cardBytes } = forecastMemory(graph, weights)
  expect(weightBytes + activationBytes).toBe(170_300_101 + 300_000)
  // What is larger than the largest size is rounded to 16 bytes.
  expect(cardBytes()).toBe(524_288 + 128 + 170_000_016 + 524_288)
})
