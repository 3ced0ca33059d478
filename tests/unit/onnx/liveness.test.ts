import { expect, test } from 'vitest'
import { Graph } from '#workers/onnx/graph.ts'
import { executionOrder, liveness } from '#workers/onnx/liveness.ts'

test('the branch that was made last runs first', () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [10])
  const one = graph.op('Exp', [x], {}, { name: 'one' })
  const two = graph.op('Neg', [x], {}, { name: 'two' })
  graph.output(graph.op('Concat', [one, two], { axis: 0 }, { shape: [20] }), 'y')
  expect(executionOrder(graph).map(({ type }) => type)).toEqual(['Neg', 'Exp', 'Concat'])
})

test('views cost nothing, overwriting costs nothing, and what nobody needs any more is gone', () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [100])
  const grown = graph.op('Exp', [x], {}, { shape: [1000] })
  const seen = graph.op('Reshape', [grown, graph.ints([10, 100])], {}, { shape: [10, 100] })
  const cut = graph.op('Relu', [seen])
  const small = graph.op('ReduceSum', [cut], {}, { shape: [10] })
  graph.output(graph.op('Exp', [small], {}, { shape: [1000] }), 'y')
  const { peakBytes, at } = liveness(graph)
  expect(peakBytes).toBe(4 * 1010)
  expect(at).toMatch(/ReduceSum|Exp/)
  // 4000 bytes in a buffer of 4096, 40 in one of 64.
  expect(liveness(graph, (bytes) => (bytes > 64 ? 4096 : 64)).peakBytes).toBe(4160)
})
