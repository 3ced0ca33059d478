import { type Remote, wrap } from 'comlink'
import { afterEach, expect, test } from 'vitest'
import { Graph } from '#workers/onnx/graph.ts'
import { toFloat16 } from '#workers/runtime/tensor.ts'
import type { remoteRuntime } from './session.worker.ts'

const workers: Worker[] = []

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate()
})

async function startWorker(baseUrl = '/'): Promise<Remote<typeof remoteRuntime>> {
  const worker = new Worker(new URL('./session.worker.ts', import.meta.url), { type: 'module' })
  workers.push(worker)
  const remote = wrap<typeof remoteRuntime>(worker)
  await remote.configure(baseUrl)
  return remote
}

/** y = sigmoid(x) over a 1x3x2x2 picture. */
function sigmoidModel(dtype: 'f32' | 'f16'): Uint8Array {
  const graph = new Graph()
  const x = graph.input('x', dtype, [1, 3, 2, 2])
  graph.output(graph.op('Sigmoid', [x]), 'y')
  graph.output(graph.op('Neg', [x]), 'unwanted')
  return graph.build().model
}

const values = Float32Array.of(-4, -1, -0.5, 0, 0.25, 0.5, 1, 2, 3, 4, 5, 6)
const sigmoids = Array.from(values, (value) => 1 / (1 + Math.exp(-value)))
const picture = { type: 'float32', dims: [1, 3, 2, 2], data: values } as const

test('a graph runs on threads where the page is isolated, and gives the asked output only', async () => {
  expect(crossOriginIsolated).toBe(true)
  const runtime = await startWorker()
  expect(await runtime.heapBytes()).toBe(0)
  const opened = await runtime.open(sigmoidModel('f32'))
  expect(opened).toEqual({
    ok: true,
    value: {
      threads: Math.min(4, navigator.hardwareConcurrency),
      inputs: [{ name: 'x', type: 'float32', shape: [1, 3, 2, 2] }],
      outputs: [
        { name: 'y', type: 'float32', shape: [1, 3, 2, 2] },
        { name: 'unwanted', type: 'float32', shape: [1, 3, 2, 2] },
      ],
    },
  })
  const result = await runtime.run({ x: picture }, ['y'])
  if (!result.ok) throw new Error(result.detail)
  expect(Object.keys(result.value)).toEqual(['y'])
  expect(Array.from(result.value['y']?.data ?? [])).toEqual(sigmoids.map((value) => expect.closeTo(value, 5)))
  await runtime.release()
})

test('the processor has the plain build, the graphics card one of its own, which then serves both', async () => {
  const stem = 'ort-wasm-simd-threaded'
  const plain = await startWorker()
  expect(await plain.open(sigmoidModel('f32'))).toMatchObject({ ok: true })
  expect(await plain.fetched()).toEqual([`${stem}.mjs`, `${stem}.wasm`])

  const graphics = await startWorker()
  for (const backend of ['webgpu', 'wasm'] as const) {
    expect(await graphics.open(sigmoidModel('f32'), backend)).toMatchObject({ ok: true })
    const result = await graphics.run({ x: picture }, ['y'])
    if (!result.ok) throw new Error(result.detail)
    expect(Array.from(result.value['y']?.data ?? [])).toEqual(sigmoids.map((value) => expect.closeTo(value, 5)))
  }
  expect(await graphics.fetched()).toEqual([`${stem}.asyncify.mjs`, `${stem}.asyncify.wasm.gz`])

  // A worker that has cut with the plain build still gets a graphics card.
  expect(await plain.open(sigmoidModel('f32'), 'webgpu')).toMatchObject({ ok: true })
  expect(await plain.run({ x: picture }, ['y'])).toMatchObject({ ok: true })
})

test('a graph runs on one thread where the page is not isolated', async () => {
  const runtime = await startWorker()
  await runtime.forbidThreads()
  const opened = await runtime.open(sigmoidModel('f32'))
  expect(opened).toMatchObject({ ok: true, value: { threads: 1 } })
  expect(await runtime.run({ x: picture }, ['y'])).toMatchObject({ ok: true })
})

test.each(['with', 'without'])('half floats go in and come out %s Float16Array in the browser', async (kind) => {
  const runtime = await startWorker()
  if (kind === 'without') await runtime.forgetFloat16Array()
  expect(await runtime.open(sigmoidModel('f16'))).toMatchObject({ ok: true, value: { inputs: [{ type: 'float16' }] } })
  const half = { type: 'float16', dims: [1, 3, 2, 2], data: toFloat16(values) } as const
  const result = await runtime.run({ x: half }, ['y'])
  const wanted = toFloat16(Float32Array.from(sigmoids))
  expect(result).toMatchObject({ ok: true, value: { y: { type: 'float16', dims: [1, 3, 2, 2] } } })
  const halves = Array.from(result.ok ? (result.value['y']?.data ?? []) : [])
  expect(halves).toEqual(Array.from(wanted, (bits) => expect.closeTo(bits, -1)))
})

test('the heap is told, and grows with what a network needs', async () => {
  const runtime = await startWorker()
  await runtime.open(sigmoidModel('f32'))
  const before = await runtime.heapBytes()
  expect(before).toBeGreaterThan(1_000_000)
  const graph = new Graph()
  const shape = [32, 1024, 1024]
  const big = graph.op('Expand', [graph.input('x', 'f32', [1]), graph.ints(shape)], {}, { shape })
  graph.output(graph.op('ReduceMax', [big], { keepdims: 0 }, { shape: [] }), 'y')
  await runtime.open(graph.build().model)
  const one = { type: 'float32', dims: [1], data: Float32Array.of(1) } as const
  expect(await runtime.run({ x: one }, ['y'])).toMatchObject({ ok: true })
  // 134 MB, less what was free of the heap that it began with.
  expect((await runtime.heapBytes()) - before).toBeGreaterThan(110_000_000)
})

test.each([
  ['fills the 4 GiB', [1023, 1024, 1024]],
  ['is larger than 32 bits can say', [4, 1024, 1024, 1024]],
])('a network whose result %s says that the memory ended, and the worker goes on', async (_, shape) => {
  const runtime = await startWorker()
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1])
  graph.output(graph.op('Expand', [x, graph.ints(shape)], {}, { shape }), 'y')
  expect(await runtime.open(graph.build().model)).toMatchObject({ ok: true })
  const one = { type: 'float32', dims: [1], data: Float32Array.of(1) } as const
  const outcome = await runtime.run({ x: one }, ['y'])
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ ok: false, reason: 'out-of-memory' })
  expect(await runtime.open(sigmoidModel('f32'))).toMatchObject({ ok: true })
  expect(await runtime.run({ x: picture }, ['y'])).toMatchObject({ ok: true })
})

/** y = x times a matrix of so many rows, whose weights stand in the model. */
function weightyModel(rows: number): Uint8Array {
  const graph = new Graph()
  const weight = graph.constant('w', { dtype: 'f32', shape: [rows, 1024], data: () => new Float32Array(rows * 1024) })
  graph.output(graph.op('MatMul', [graph.input('x', 'f32', [1, rows]), weight], {}, { shape: [1, 1024] }), 'y')
  return graph.build().model
}

test('in a heap that cannot grow, opening says that the memory ended, and a smaller network still runs', async () => {
  const runtime = await startWorker()
  await runtime.limitHeap(48 * 2 ** 20)
  const outcome = await runtime.open(weightyModel(16 * 1024))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ ok: false, reason: 'out-of-memory' })
  expect(await runtime.heapBytes()).toBeLessThanOrEqual(48 * 2 ** 20)
  expect(await runtime.open(sigmoidModel('f32'))).toMatchObject({ ok: true })
  expect(await runtime.run({ x: picture }, ['y'])).toMatchObject({ ok: true })
})

test('in a heap that cannot grow, running says that the memory ended, and a smaller network still runs', async () => {
  const runtime = await startWorker()
  await runtime.limitHeap(48 * 2 ** 20)
  const graph = new Graph()
  const shape = [16, 1024, 1024]
  const big = graph.op('Expand', [graph.input('x', 'f32', [1]), graph.ints(shape)], {}, { shape })
  graph.output(graph.op('ReduceMax', [big], { keepdims: 0 }, { shape: [] }), 'y')
  expect(await runtime.open(graph.build().model)).toMatchObject({ ok: true })
  const one = { type: 'float32', dims: [1], data: Float32Array.of(1) } as const
  const outcome = await runtime.run({ x: one }, ['y'])
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ ok: false, reason: 'out-of-memory' })
  expect(await runtime.open(sigmoidModel('f32'))).toMatchObject({ ok: true })
  expect(await runtime.run({ x: picture }, ['y'])).toMatchObject({ ok: true })
})

test('a file that is no graph is unreadable', async () => {
  const runtime = await startWorker()
  const outcome = await runtime.open(new TextEncoder().encode('this is not a model'))
  expect(outcome).toMatchObject({ ok: false, reason: 'model-unreadable' })
})

test('a picture of the wrong size is a failed run', async () => {
  const runtime = await startWorker()
  await runtime.open(sigmoidModel('f32'))
  const wrong = { type: 'float32', dims: [1, 3, 1, 4], data: values } as const
  expect(await runtime.run({ x: wrong }, ['y'])).toMatchObject({ ok: false, reason: 'model-failed' })
})

test('files that are not there are told apart from a bad model, and once they are there it works', async () => {
  const runtime = await startWorker('/nowhere/')
  expect(await runtime.open(sigmoidModel('f32'))).toMatchObject({ ok: false, reason: 'runtime-missing' })
  await runtime.configure('/')
  expect(await runtime.open(sigmoidModel('f32'))).toMatchObject({ ok: true })
})
