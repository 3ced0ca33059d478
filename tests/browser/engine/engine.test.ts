import { expect, test } from 'vitest'
import { initialEdges } from '#core/edges.ts'
import { builtInModels } from '#core/models.ts'
import type { Progress } from '#core/progress.ts'
import { createEngine } from '#engine/engine.ts'
import { knowledgeOf } from './knowledge.ts'

const spawned: Worker[] = []

function engineUnderTest() {
  let workers = 0
  const spawn = () => {
    workers += 1
    const worker = new Worker(new URL('./fakeMatting.ts', import.meta.url), { type: 'module', name: String(workers) })
    spawned.push(worker)
    return worker
  }
  return createEngine({ baseUrl: '/', spawn, ...knowledgeOf() })
}

function cut(engine: ReturnType<typeof engineUnderTest>, order: string, signal = new AbortController().signal) {
  const heard: Progress[] = []
  const started = Promise.withResolvers<void>()
  const made = engine.cut(
    { file: new Blob([order]), model: builtInModels[2] },
    { signal, onStart: started.resolve, onProgress: (progress) => heard.push(progress) },
  )
  // Of a cut the fake worker tells how many it has made.
  const outcome = made.then((end) =>
    end.ok ? { ...end, value: (end.value as unknown as { cuts: number }).cuts } : end,
  )
  outcome.catch(() => {})
  return { outcome, heard, started: started.promise }
}

test('cuts one after the other on one worker and reports progress of each', async () => {
  const engine = engineUnderTest()
  const [first, second] = [cut(engine, 'fine'), cut(engine, 'fine')]
  expect(await first.outcome).toEqual({ ok: true, value: 1 })
  expect(await second.outcome).toEqual({ ok: true, value: 2 })
  expect(second.heard).toEqual([{ stage: 'run', done: 0.5 }])
})

test('the mask of the photo on the stage is made ready for it as soon as it is there, that of another photo is not', async () => {
  const { signal } = new AbortController()
  const model = builtInModels[2]
  const mask = { id: 'told', size: { width: 1, height: 1 }, packed: new Blob() }
  const told = async (isOnStage: boolean) => {
    const engine = engineUnderTest()
    const [file, other] = [new Blob(['tell']), new Blob(['tell'])]
    await engine.preview({ file: other, maxPixels: 1, edges: initialEdges }, signal)
    await engine.preview({ file, maxPixels: 1, ...(isOnStage ? { edges: initialEdges } : {}) }, signal)
    await engine.cut({ file, model }, { signal, onStart() {}, onProgress() {} })
    return await engine.view({ file, mask, edges: initialEdges, maxPixels: 1 }, signal)
  }
  expect(await told(true)).toEqual({ ok: true, value: 'told' })
  expect(await told(false)).toEqual({ ok: true, value: undefined })
})

test('a failure is a value and the queue goes on', async () => {
  const engine = engineUnderTest()
  const [bad, good] = [cut(engine, 'refuse'), cut(engine, 'fine')]
  expect(await bad.outcome).toEqual({ ok: false, reason: 'damaged' })
  expect(await good.outcome).toMatchObject({ ok: true })
})

test('a worker that ran out of memory is replaced, so that the next photo has all of it', async () => {
  const engine = engineUnderTest()
  const [first, full, next] = [cut(engine, 'fine'), cut(engine, 'run out'), cut(engine, 'fine')]
  expect(await first.outcome).toEqual({ ok: true, value: 1 })
  expect(await full.outcome).toEqual({ ok: false, reason: 'out-of-memory' })
  expect(await next.outcome).toEqual({ ok: true, value: 1 })
})

test('a worker whose heap has grown is replaced after its cut, and not one whose heap was large from the first', async () => {
  const engine = engineUnderTest()
  const orders = ['fine', 'fine', 'swell', 'swell', 'swell', 'fine']
  const cuts = await Promise.all(orders.map((order) => cut(engine, order).outcome))
  expect(cuts.map((outcome) => outcome.ok && outcome.value)).toEqual([1, 2, 3, 1, 2, 3])
})

test('cancelling the running cut ends its worker, and the waiting one gets a new worker', async () => {
  const engine = engineUnderTest()
  const controller = new AbortController()
  const hung = cut(engine, 'hang', controller.signal)
  const next = cut(engine, 'fine')
  await hung.started
  controller.abort()
  await expect(hung.outcome).rejects.toMatchObject({ name: 'AbortError' })
  expect(await next.outcome).toEqual({ ok: true, value: 1 })
})

test('a cut that is cancelled while it waits never starts, and the running one is not disturbed', async () => {
  const engine = engineUnderTest()
  const controller = new AbortController()
  const running = cut(engine, 'fine')
  const waiting = cut(engine, 'hang', controller.signal)
  controller.abort()
  await expect(waiting.outcome).rejects.toMatchObject({ name: 'AbortError' })
  expect(await running.outcome).toEqual({ ok: true, value: 1 })
  expect(waiting.heard).toEqual([])
})

test.each(['crash', 'close'])('a worker that dies by %s fails the running cut and not the next', async (order) => {
  const engine = engineUnderTest()
  const [lost, next] = [cut(engine, order), cut(engine, 'fine')]
  expect(await lost.outcome).toMatchObject({ ok: false, reason: 'worker-died' })
  expect(await next.outcome).toEqual({ ok: true, value: 1 })
})

test('a photo whose worker died is cut once more, by a fresh one', async () => {
  const engine = engineUnderTest()
  const [lost, next] = [cut(engine, 'close at first'), cut(engine, 'fine')]
  expect(await lost.outcome).toEqual({ ok: true, value: 1 })
  expect(await next.outcome).toEqual({ ok: true, value: 2 })
})

test('workers that are killed without a word are noticed', async () => {
  const engine = engineUnderTest()
  const lost = cut(engine, 'hang')
  for (const runs of [1, 2]) {
    await expect.poll(() => lost.heard.length).toBe(runs)
    spawned.at(-1)?.terminate()
  }
  expect(await lost.outcome).toMatchObject({ ok: false, reason: 'worker-died' })
})

test('a bug in the worker is told as such and leaves no trace in the next cut', async () => {
  const engine = engineUnderTest()
  const [lost, next] = [cut(engine, 'throw'), cut(engine, 'fine')]
  expect(await lost.outcome).toMatchObject({ ok: false, reason: 'unexpected', detail: 'RangeError: a bug' })
  expect(await next.outcome).toEqual({ ok: true, value: 1 })
})

test('a worker script that cannot be loaded fails the cut as a missing part of the app', async () => {
  const engine = createEngine({
    baseUrl: '/',
    spawn: () => new Worker('/no-such-worker.js', { type: 'module' }),
    ...knowledgeOf(),
  })
  expect(await cut(engine, 'fine').outcome).toMatchObject({ ok: false, reason: 'runtime-missing' })
})
