import { formulaValues } from '#tests/formula/weights.ts'
import { Graph } from '#workers/onnx/graph.ts'
import { openSession } from '#workers/runtime/openSession.ts'

const [rows, narrow, wide] = [16384, 384, 1152]
const products = 8

/** Multiply-adds a second that float32 MatMul reaches here: a chain of products of the size that is typical of the network, best of four runs. */
export async function matMulRate(): Promise<number> {
  const graph = new Graph()
  const matrix = (shape: number[]) =>
    graph.constant(shape.join('x'), { dtype: 'f32', shape, data: () => formulaValues('bb.rate.weight', shape) })
  let x = graph.input('x', 'f32', [rows, narrow])
  for (let product = 0; product < products; product++) {
    const [from, to] = product % 2 === 0 ? [narrow, wide] : [wide, narrow]
    x = graph.op('MatMul', [x, matrix([from, to])], {}, { shape: [rows, to] })
  }
  // One number comes out, so that copying a result is no part of the time.
  graph.output(graph.op('ReduceSum', [x], { keepdims: 0 }, { shape: [] }), 'sum')
  const session = await openSession(graph.build().model, { backend: 'wasm' })
  if (!session.ok) throw new Error(session.detail)
  const feed = { type: 'float32', dims: [rows, narrow], data: formulaValues('x.weight', [rows, narrow]) } as const
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 4; run++) {
    const begin = performance.now()
    await session.value.run({ x: feed }, ['sum'])
    best = Math.min(best, performance.now() - begin)
  }
  return (products * rows * narrow * wide * 1000) / best
}
