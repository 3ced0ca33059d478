import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { float, floats } from '#workers/onnx/attribute.ts'
import { Graph } from '#workers/onnx/graph.ts'

async function run(graph: Graph, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  const session = await InferenceSession.create(graph.build({ declareInner: true }).model)
  const results = await session.run(feeds)
  await session.release()
  return results
}

test('a graph of a matrix product and a bias gives the right numbers', async () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1, 2])
  const w = graph.constant('w', { dtype: 'f32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) })
  const product = graph.op('MatMul', [x, w], {}, { shape: [1, 3] })
  graph.output(graph.op('Add', [product, graph.scalar(0.5)]), 'y')
  const { y } = await run(graph, { x: new Tensor('float32', [10, 100], [1, 2]) })
  expect(y?.dims).toEqual([1, 3])
  expect(y?.data).toEqual(Float32Array.of(410.5, 520.5, 630.5))
})

test('attributes of every kind reach the operator', async () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1, 1, 2, 2])
  const leaky = graph.op('LeakyRelu', [x], { alpha: float(0.25) })
  const padded = graph.op(
    'Pad',
    [leaky, graph.ints([0, 0, 1, 0, 0, 0, 0, 0])],
    { mode: 'edge' },
    { shape: [1, 1, 3, 2] },
  )
  const turned = graph.op('Transpose', [padded], { perm: [0, 1, 3, 2] }, { shape: [1, 1, 2, 3] })
  const value = { dtype: 'f32', shape: [1], data: Float32Array.of(1000) } as const
  const filled = graph.op('ConstantOfShape', [graph.ints([2, 3])], { value }, { dtype: 'f32', shape: [2, 3] })
  const steps = graph.op('Constant', [], { value_floats: floats([1, 2, 3]) }, { dtype: 'f32', shape: [3] })
  const sum = graph.op('Add', [turned, filled])
  graph.output(graph.op('Concat', [graph.op('Add', [sum, steps]), turned], { axis: -1 }, { shape: [1, 1, 2, 6] }), 'y')
  const { y } = await run(graph, { x: new Tensor('float32', [-4, 2, 3, -8], [1, 1, 2, 2]) })
  expect(y?.data).toEqual(Float32Array.of(1000, 1001, 1006, -1, -1, 3, 1003, 1004, 1001, 2, 2, -2))
})

test('an operator with several results, an absent operand and another domain', async () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1, 4])
  const [left, right] = graph.ops('Split', [x, graph.ints([1, 3])], { axis: 1 }, [{ shape: [1, 1] }, { shape: [1, 3] }])
  const capped = graph.op('Clip', [right, undefined, graph.scalar(3)])
  const sum = graph.op('Add', [capped, left])
  graph.output(graph.op('QuickGelu', [sum], { alpha: float(0) }, { domain: 'com.microsoft' }), 'half')
  const { half } = await run(graph, { x: new Tensor('float32', [1, 2, 3, 9], [1, 4]) })
  expect(half?.data).toEqual(Float32Array.of(1.5, 2, 2))
})

test('every dtype survives the way through a graph', async () => {
  const cases = [
    ['f32', Float32Array.of(1.5, -2), 'float32'],
    ['i32', Int32Array.of(70_000, -2), 'int32'],
    ['i64', BigInt64Array.of(2n ** 40n, -2n), 'int64'],
    ['u8', Uint8Array.of(0, 255), 'uint8'],
    ['i8', Int8Array.of(-128, 127), 'int8'],
    ['bool', Uint8Array.of(1, 0), 'bool'],
    ['f16', Uint16Array.of(0x3c00, 0xc000), 'float16'],
  ] as const
  const graph = new Graph()
  for (const [dtype, data] of cases) graph.output(graph.constant(dtype, { dtype, shape: [2], data }), `out ${dtype}`)
  const results = await run(graph, {})
  for (const [dtype, data, type] of cases) {
    const result = results[`out ${dtype}`]
    expect(result?.type).toBe(type)
    expect(Array.from(result?.data ?? [], Number)).toEqual(Array.from(data, Number))
  }
})

test('names outside ASCII are kept, for inputs, constants, operators and outputs', async () => {
  const graph = new Graph({ name: '图' })
  const photo = graph.input('Фото', 'f32', [1])
  const weight = graph.constant('gewicht·ß', { dtype: 'f32', shape: [1], data: Float32Array.of(2) })
  graph.output(graph.op('Mul', [photo, weight], {}, { name: 'производ' }), '結果 😀')
  const results = await run(graph, { Фото: new Tensor('float32', [21], [1]) })
  expect(results['結果 😀']?.data).toEqual(Float32Array.of(42))
})

test('one value may be several outputs, and an input or a constant may be one', async () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1])
  const twice = graph.op('Add', [x, x])
  graph.output(twice, 'a')
  graph.output(twice, 'b')
  graph.output(graph.op('Neg', [twice]), 'c')
  graph.output(x, 'd')
  const results = await run(graph, { x: new Tensor('float32', [3], [1]) })
  expect(['a', 'b', 'c', 'd'].map((name) => results[name]?.data[0])).toEqual([6, 6, -6, 3])
})

test('wanted names are made unique, and a second use of an exact name is refused', () => {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1])
  const names = ['a', 'a', 'a_2', 'a', 'x'].map((name) => graph.op('Neg', [x], {}, { name }).name)
  expect(new Set([...names, 'x']).size).toBe(6)
  expect(names[0]).toBe('a')
  expect(() => graph.input('x', 'f32', [1])).toThrow('already used')
})

test('a constant is made once for each name, and a contradiction is refused', () => {
  const graph = new Graph()
  const first = graph.constant('w', { dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) })
  expect(graph.constant('w', { dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) })).toBe(first)
  expect(graph.ints([1, 2])).toBe(graph.ints([1, 2]))
  expect(() => graph.constant('w', { dtype: 'f32', shape: [1], data: Float32Array.of(1) })).toThrow('not f32 [1]')
})

test('data of the wrong size, a fractional int and an unknown shape are refused', () => {
  const graph = new Graph()
  graph.constant('w', { dtype: 'f32', shape: [3], data: Float32Array.of(1, 2) })
  expect(() => graph.build()).toThrow('takes 12 bytes, not 8')
  const other = new Graph()
  other.op('Neg', [other.input('x', 'f32', [1])], { axis: 0.5 })
  expect(() => other.build()).toThrow()
  expect(() => other.op('Constant', [], { value_float: float(1) })).toThrow('give its dtype and shape')
})
