import { expect, test } from 'vitest'
import type { BiRefNetModel } from '#core/models.ts'
import type { Progress } from '#core/progress.ts'
import type { Adapter } from '#core/ways/device.ts'
import { nothingRemembered } from '#core/ways/remembered.ts'
import { createEngine } from '#engine/engine.ts'
import { knowledgeOf } from './knowledge.ts'

const model: BiRefNetModel = {
  ...{ kind: 'birefnet', id: 'large', name: 'Large', sizeBytes: 885e6, backbone: 'large', keepsAspect: false },
  ...{ tiers: [512, 768, 1024], tier: 1024, runsOn: 'auto' },
}
const card: Adapter = { kind: 'adapter', name: 'acme', isSoftware: false, hasHalf: true }

/** An engine whose worker does to each way what the order says, and which counts the workers that it starts. */
function engineOn(gpu: Adapter | { kind: 'absent' }, cores = 2, remembered = nothingRemembered) {
  const { learnt, ...knowledge } = knowledgeOf({ gpu, cores }, remembered)
  let workers = 0
  const spawn = () => {
    workers += 1
    return new Worker(new URL('./fakeMatting.ts', import.meta.url), { type: 'module', name: String(workers) })
  }
  const engine = createEngine({ baseUrl: '/', spawn, askEveryMs: 30, ...knowledge })
  const cut = async (order: string, heard: Progress[] = [], signal = new AbortController().signal, wish = model) =>
    await engine.cut(
      { file: new Blob([order]), model: wish },
      { signal, onStart() {}, onProgress: (progress) => heard.push(progress) },
    )
  return { cut, learnt, measure: engine.measure, workers: () => workers }
}

test('what fails is tried another way in a fresh worker, with the same photo, and is told', async () => {
  const { cut, workers } = engineOn(card)
  expect(await cut('webgpu-fp16: garbage, webgpu-fp32: lost')).toMatchObject({
    ok: true,
    value: {
      ...{ rung: 'wasm-threads', tier: 1024, cuts: 1 },
      madeWith: {
        why: [
          { rung: 'webgpu-fp16', reason: 'model-failed' },
          { rung: 'webgpu-fp32', reason: 'gpu-lost' },
        ],
      },
    },
  })
  expect(workers()).toBe(3)
})

test('a graphics card that gives no answer is given up for the next way, and not asked again after a reload', async () => {
  const first = engineOn(card)
  const hung = { kind: 'failed', reason: 'gpu-hung' }
  expect(await first.cut('webgpu-fp16: hang')).toMatchObject({
    ok: true,
    value: { rung: 'webgpu-fp32', madeWith: { why: [{ ...hung, rung: 'webgpu-fp16', isRemembered: false }] } },
  })
  expect(first.workers()).toBe(2)
  // Another page on the same device: nothing is lost by waiting once more.
  const again = engineOn(card, 2, first.learnt())
  expect(await again.cut('webgpu-fp16: hang')).toMatchObject({
    ok: true,
    value: { rung: 'webgpu-fp32', madeWith: { why: [{ ...hung, rung: 'webgpu-fp16', isRemembered: true }] } },
  })
  expect(again.workers()).toBe(1)
  // A week later the driver may have been mended.
  const weekAgo = Object.fromEntries(Object.keys(again.learnt().hung ?? {}).map((key) => [key, Date.now() - 8 * 864e5]))
  const later = engineOn(card, 2, { ...again.learnt(), hung: weekAgo })
  expect(await later.cut('')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp16' } })
}, 60_000)

test('a card that takes longer than was guessed, but answers, is waited for', async () => {
  const { cut, workers } = engineOn(card)
  expect(await cut('webgpu-fp16: linger')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp16' } })
  expect(workers()).toBe(1)
})

test('a self-test that the card never ends is given up, too', async () => {
  const { cut } = engineOn({ ...card, name: 'stuck' })
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'wasm-threads' } })
}, 60_000)

test('a worker that falls silent while it starts is ended, and a fresh one cuts', async () => {
  const { cut, workers } = engineOn({ ...card, name: 'deaf' })
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp16', cuts: 1 } })
  expect(workers()).toBe(2)
})

test('where the build for graphics cards cannot be loaded, the processor cuts; the card is asked again next time', async () => {
  const { cut } = engineOn(card)
  const missing = 'webgpu-fp16: not there, webgpu-fp32: not there'
  for (let photo = 0; photo < 2; photo++) {
    const why = [{ rung: 'webgpu-fp16', reason: 'runtime-missing' }, { reason: 'runtime-missing' }]
    expect(await cut(missing)).toMatchObject({ ok: true, value: { rung: 'wasm-threads', madeWith: { why } } })
  }
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp16' } })
  expect(await cut('wasm-threads: not there, webgpu-fp16: lost, webgpu-fp32: lost')).toMatchObject({
    ok: false,
    reason: 'runtime-missing',
  })
})

test('a way that works stays warm for the next photo', async () => {
  const { cut, workers } = engineOn(card)
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp16', cuts: 1 } })
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp16', cuts: 2 } })
  expect(workers()).toBe(1)
})

test.each([
  ['a graphics card that was lost between two photos', 'webgpu-fp16', card, 'asleep'],
  ['a heap that earlier networks have left full of gaps', 'wasm-threads', { kind: 'absent' } as const, 'full of gaps'],
])('after %s the same way is tried in a fresh worker', async (_, rung, gpu, deed) => {
  const { cut, workers } = engineOn(gpu)
  for (let photo = 0; photo < 2; photo++) {
    expect(await cut(`${rung}: ${deed}`)).toMatchObject({ ok: true, value: { rung, tier: 1024, cuts: 1 } })
  }
  expect(workers()).toBe(2)
})

test('a failed self-test passes the backend over and is remembered: the next photo goes to the warm network at once', async () => {
  const { cut, learnt, workers } = engineOn({ ...card, name: 'wrong' })
  const why = [
    { kind: 'failed', rung: 'webgpu-fp16', reason: 'self-test-failed', detail: 'off by 40 %' },
    { kind: 'failed', rung: 'webgpu-fp32', reason: 'self-test-failed' },
  ]
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'wasm-threads', madeWith: { why } } })
  expect(learnt().selfTests).toMatchObject({
    'wrong webgpu-fp16': { hasPassed: false },
    'processor wasm-threads': { hasPassed: true },
  })
  expect(workers()).toBe(3)
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'wasm-threads', cuts: 2 } })
  expect(workers()).toBe(3)
})

test('a full memory leads to a smaller size, is told, and the next photo begins there', async () => {
  const { cut, workers } = engineOn({ kind: 'absent' })
  const why = [{ kind: 'no-webgpu' }, { kind: 'smaller', tier: 768, wanted: 1024, wasTried: true }]
  expect(await cut('wasm-threads 1024: run out')).toMatchObject({ ok: true, value: { tier: 768, madeWith: { why } } })
  expect(workers()).toBe(2)
  const later = { kind: 'smaller', tier: 768, wanted: 1024, wasTried: false }
  expect(await cut('')).toMatchObject({
    ok: true,
    value: { tier: 768, madeWith: { why: [{ kind: 'no-webgpu' }, later] } },
  })
})

test('a worker that the browser ends while it runs leads to a smaller size, too', async () => {
  const { cut } = engineOn({ kind: 'absent' })
  expect(await cut('wasm-threads 1024: close')).toMatchObject({ ok: true, value: { tier: 768 } })
})

test('where every way fails, the last reason is told with all that was tried', async () => {
  const { cut } = engineOn(card)
  const outcome = await cut('webgpu-fp16: lost, webgpu-fp32: lost, wasm-threads: garbage, wasm-one: garbage')
  expect(outcome).toMatchObject({ ok: false, reason: 'model-failed' })
  const lines = outcome.ok ? [] : outcome.detail?.split('\n')
  expect(lines).toEqual([
    'webgpu-fp16 (fp16) at 1024: unknown: the driver was reset',
    'webgpu-fp32 (fp32) at 1024: unknown: the driver was reset',
    'wasm-threads (int8) at 1024: its output is not finite',
    'wasm-one (int8) at 1024: its output is not finite',
  ])
})

test('a damaged checkpoint is no reason to try another way', async () => {
  const { cut, workers } = engineOn(card)
  expect(await cut('webgpu-fp16: damaged')).toMatchObject({ ok: false, reason: 'checkpoint-incomplete' })
  expect(workers()).toBe(1)
})

test('a graphics card that was lost twice is not asked a third time', async () => {
  const { cut } = engineOn(card)
  for (const _ of [1, 2]) expect(await cut('webgpu-fp16: lost')).toMatchObject({ value: { rung: 'webgpu-fp32' } })
  const why = [{ rung: 'webgpu-fp16', isRemembered: true }]
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'webgpu-fp32', madeWith: { why } } })
})

test('while the network runs, progress goes on by itself; what is left is told once the real time is known', async () => {
  const { cut, learnt } = engineOn({ kind: 'absent' })
  const heard: Progress[] = []
  await cut('wasm-threads: linger', heard)
  const running = heard.filter(({ stage }) => stage === 'run')
  expect(running.length).toBeGreaterThanOrEqual(3)
  const done = heard.map((progress) => progress.done)
  expect(done).toEqual([...done].sort((one, other) => one - other))
  // A guess would not be kept.
  expect(heard.filter(({ secondsLeft }) => secondsLeft !== undefined)).toEqual([])
  expect(Object.values(learnt().paces)).toEqual([expect.closeTo(3.05 / 1237, 5)])

  const again: Progress[] = []
  await cut('wasm-threads: linger', again)
  const left = again.flatMap(({ secondsLeft }) => secondsLeft ?? [])
  expect(left.length).toBeGreaterThanOrEqual(2)
  expect(left).toEqual([...left].sort((one, other) => other - one))
})

test('cancelled on its second way, it stops there and the next photo goes on', async () => {
  const { cut } = engineOn({ kind: 'absent' })
  const stop = new AbortController()
  const heard: Progress[] = []
  const cancelled = cut('wasm-threads: garbage, wasm-one: hang', heard, stop.signal)
  await expect.poll(() => heard.filter(({ stage }) => stage === 'run').length).toBeGreaterThan(1)
  stop.abort()
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
  expect(await cut('')).toMatchObject({ ok: true, value: { rung: 'wasm-threads', cuts: 1 } })
})

test('without work, the worker ends and its memory is free', async () => {
  const { learnt: _, ...knowledge } = knowledgeOf()
  let ended = 0
  const spawn = () => {
    const worker = new Worker(new URL('./fakeMatting.ts', import.meta.url), { type: 'module' })
    const terminate = worker.terminate.bind(worker)
    worker.terminate = () => {
      ended += 1
      terminate()
    }
    return worker
  }
  const engine = createEngine({ baseUrl: '/', spawn, idleMs: 200, ...knowledge })
  const options = { signal: new AbortController().signal, onStart() {}, onProgress() {} }
  expect(await engine.cut({ file: new Blob(['']), model }, options)).toMatchObject({ ok: true })
  expect(ended).toBe(0)
  await expect.poll(() => ended).toBe(1)
})

test.each([
  { cores: 3, precision: 'int8', why: { kind: 'quicker', share: 0.5 }, remembered: 0.5 },
  { cores: 2, precision: 'fp32', why: { kind: 'no-webgpu' }, remembered: 1 },
  { cores: 4, precision: 'fp32', why: { kind: 'no-webgpu' }, remembered: undefined },
] as const)(
  'on a processor of $cores threads a probe says $precision, once and for all',
  async ({ cores, ...wanted }) => {
    const { cut, learnt, workers } = engineOn({ kind: 'absent' }, cores)
    const lite: BiRefNetModel = { ...model, id: 'lite', backbone: 'lite' }
    const signal = new AbortController().signal
    const { precision } = wanted
    for (let photo = 0; photo < 2; photo++) {
      const outcome = await cut('', [], signal, lite)
      expect(outcome).toMatchObject({ ok: true, value: { rung: 'wasm-threads', precision } })
      expect(outcome.ok ? outcome.value.madeWith.why?.at(-1) : undefined).toEqual(wanted.why)
    }
    expect(
      Object.values(learnt().precisions ?? {})
        .map(({ int8Ratio }) => int8Ratio)
        .at(0),
    ).toBe(wanted.remembered)
    expect(workers()).toBe(cores === 4 ? 3 : 1)
    // Whoever chose the processor is not second-guessed, and a graphics card needs no probe.
    expect(await cut('', [], signal, { ...lite, runsOn: 'wasm' })).toMatchObject({
      ok: true,
      value: { precision: 'fp32' },
    })
  },
)

test('the processor is measured once, beside a graphics card as well, and one that cannot be is told', async () => {
  const { measure, learnt, cut, workers } = engineOn(card, 3)
  expect(await measure()).toEqual({ ok: true, value: null })
  expect(learnt().precisions).toMatchObject({ 'processor/3': { int8Ratio: 0.5, secondsPerBillion: 0.07 } })
  const [known, { precisions }] = [workers(), learnt()]
  await measure()
  expect([workers(), learnt().precisions]).toEqual([known, precisions])
  expect(await cut('webgpu-fp16: fine')).toMatchObject({ ok: true })
  expect(await engineOn(card, 4).measure()).toMatchObject({ ok: false, reason: 'out-of-memory' })
})
