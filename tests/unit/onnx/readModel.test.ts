import { expect, test } from 'vitest'
import { takesBytes } from '#workers/matting/own/onnxInputRange.ts'
import { Graph } from '#workers/onnx/graph.ts'
import { inlineWeights } from '#workers/onnx/inlineWeights.ts'
import { writeModel } from '#workers/onnx/proto.ts'
import { readModel } from '#workers/onnx/readModel.ts'

function network(build: (graph: Graph, photo: ReturnType<Graph['input']>) => ReturnType<Graph['input']>) {
  const graph = new Graph()
  graph.output(build(graph, graph.input('input', 'f32', [1, 3, 4, 4])), 'output')
  return graph.build().model
}

test('a graph tells by its first arithmetic whether it takes bytes', () => {
  const bytes = (model: Uint8Array) => {
    const read = readModel(model)
    return read !== undefined && takesBytes(read, 'input')
  }
  expect(bytes(network((graph, photo) => graph.op('Div', [photo, graph.scalar(255)])))).toBe(true)
  expect(bytes(network((graph, photo) => graph.op('Mul', [photo, graph.scalar(1 / 255)])))).toBe(true)
  expect(bytes(network((graph, photo) => graph.op('Sub', [photo, graph.scalar(127.5)])))).toBe(true)
  expect(bytes(network((graph, photo) => graph.op('Sub', [photo, graph.scalar(0.485)])))).toBe(false)
  expect(bytes(network((graph, photo) => graph.op('Sigmoid', [photo])))).toBe(false)
})

test('a file that ends too early is none', () => {
  const model = network((graph, photo) => graph.op('Sigmoid', [photo]))
  expect(readModel(model)?.nodes.map(({ op }) => op)).toEqual(['Sigmoid'])
  expect(readModel(model.subarray(0, model.length - 9))).toBeUndefined()
})

test('weights in another file are named, and brought into the model', () => {
  const tensor = { dtype: 'f32', shape: [2], data: Float32Array.of(0, 0) } as const
  const initializers = [{ name: 'w', tensor, external: { location: 'parts/w.data', offset: 4, length: 8 } }]
  const value = (name: string) => ({ name, dtype: 'f32', shape: [2] }) as const
  const nodes = [{ name: 'n', type: 'Add', domain: '', inputs: ['x', 'w'], outputs: ['y'], attributes: {} }]
  const graph = { name: 'g', nodes, initializers, inputs: [value('x')], outputs: [value('y')], inner: [] }
  const model = writeModel({ graph, opsets: new Map([['', 17]]) })
  expect([...(readModel(model)?.externalFiles ?? [])]).toEqual(['parts/w.data'])
  const weights = new Uint8Array(Float32Array.of(9, 1.5, -2).buffer)
  const whole = inlineWeights(model, new Map([['parts/w.data', weights]]))
  const read = whole && readModel(whole)
  expect([read?.externalFiles.size, read?.constants.get('w')]).toEqual([0, [1.5, -2]])
  expect(inlineWeights(model, new Map([['parts/w.data', weights.subarray(0, 8)]]))).toBeUndefined()
})
