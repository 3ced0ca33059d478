import { expect, test } from 'vitest'
import type { Cut } from '#core/cut.ts'
import type { BiRefNetModel } from '#core/models.ts'
import type { Outcome } from '#core/outcome.ts'
import { paceKey } from '#core/ways/pace.ts'
import { createEngine, type EngineOptions } from '#engine/engine.ts'
import { probeDevice } from '#platform/probeDevice.ts'
import { knowledgeOf } from '#tests/browser/engine/knowledge.ts'

/** A lite network of formula weights at the smallest honest size, which the app does not offer. */
const model: BiRefNetModel = {
  ...{ kind: 'birefnet', id: 'formula', name: 'Formula', sizeBytes: 178e6, backbone: 'lite', keepsAspect: false },
  ...{ tiers: [64], tier: 64, runsOn: 'auto' },
}

const spawn = (name = 'sound') => new Worker(new URL('./ways.worker.ts', import.meta.url), { type: 'module', name })

async function photo(): Promise<Blob> {
  const canvas = new OffscreenCanvas(96, 80)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = 'teal'
  context.fillRect(20, 10, 50, 60)
  return await canvas.convertToBlob({ type: 'image/png' })
}

async function cut(
  options: Omit<EngineOptions, 'baseUrl'>,
  changes: Partial<BiRefNetModel> = {},
): Promise<Outcome<Cut>> {
  const engine = createEngine({ baseUrl: new URL('/', location.href).href, spawn: () => spawn(), ...options })
  const signal = new AbortController().signal
  // The ways are what is tried here: one run of the network does.
  const request = { file: await photo(), model: { ...model, ...changes }, looksAtSubject: false }
  return await engine.cut(request, { signal, onStart() {}, onProgress() {} })
}

test('the software adapter is passed over, WASM passes its self-test, and both are told', async () => {
  const { learnt, recollection } = knowledgeOf()
  const outcome = await cut({ probe: probeDevice, recollection })
  const name = expect.stringMatching(/swiftshader/i)
  expect(outcome).toMatchObject({
    ok: true,
    value: { madeWith: { backend: 'wasm', why: expect.arrayContaining([{ kind: 'software-adapter', name }]) } },
  })
  const [probe] = Object.values(learnt().precisions ?? {})
  const isQuicker = probe !== undefined && probe.int8Ratio < 0.9
  expect(outcome.ok ? outcome.value.madeWith.precision : '').toBe(isQuicker ? 'int8' : 'fp32')
  expect(Object.values(learnt().selfTests)).toMatchObject([{ hasPassed: true }])
  expect(Object.keys(learnt().paces)).toHaveLength(1)
})

test('with little memory and no threads it runs in 8 bits on one thread, and says so', async () => {
  const { learnt, ...knowledge } = knowledgeOf({ isIsolated: false, memoryGib: 0.25 })
  const outcome = await cut(knowledge)
  const why = [{ kind: 'no-webgpu' }, { kind: 'not-isolated' }, { kind: 'eight-bit' }]
  const madeWith = { backend: 'wasm', threads: 1, precision: 'int8', why }
  expect(outcome).toMatchObject({ ok: true, value: { madeWith } })
  expect(Object.values(learnt().selfTests)).toMatchObject([{ hasPassed: true }])
})

test('a graphics card that is lost on the way is told, and the processor takes over', {
  timeout: 300_000,
}, async () => {
  const { recollection } = knowledgeOf()
  const lossy = () => spawn('loses its device')
  const outcome = await cut({ probe: probeDevice, recollection, spawn: lossy }, { runsOn: 'webgpu' })
  const lost = { kind: 'failed', rung: 'webgpu-fp32', reason: 'gpu-lost', isRemembered: false }
  expect(outcome).toMatchObject({ ok: true, value: { madeWith: { backend: 'wasm' } } })
  expect(outcome.ok ? outcome.value.madeWith.why : []).toContainEqual(expect.objectContaining(lost))
})

test('a graphics card that hangs is given up after many times the measured pace, and the processor takes over', {
  timeout: 300_000,
}, async () => {
  const { gpu } = await probeDevice()
  const way = { rung: 'webgpu-fp32', precision: 'fp32', threads: 1, tier: 64, limitBytes: 0 } as const
  const key = paceKey({ ...way, device: gpu.kind === 'adapter' ? gpu.name : '' }, 'lite')
  const { learnt, recollection } = knowledgeOf({}, { selfTests: {}, paces: { [key]: 0.1 } })
  const hanging = () => spawn('never answers')
  const options = { probe: probeDevice, recollection, spawn: hanging, askEveryMs: 300 }
  const outcome = await cut(options, { runsOn: 'webgpu' })
  expect(outcome).toMatchObject({ ok: true, value: { madeWith: { backend: 'wasm' } } })
  const hung = { kind: 'failed', rung: 'webgpu-fp32', reason: 'gpu-hung', isRemembered: false }
  expect(outcome.ok ? outcome.value.madeWith.why : []).toContainEqual(expect.objectContaining(hung))
  expect(Object.keys(learnt().hung ?? {})).toEqual([key])
  // The next photo does not wait for it.
  const again = await cut(options, { runsOn: 'webgpu' })
  expect(again.ok ? again.value.madeWith.why : []).toContainEqual(
    expect.objectContaining({ ...hung, isRemembered: true }),
  )
})

test('a graphics card that computes wrongly fails the self-test, and the processor takes over', {
  timeout: 300_000,
}, async () => {
  const { learnt, recollection } = knowledgeOf()
  const broken = () => spawn('leaves out its work')
  const outcome = await cut({ probe: probeDevice, recollection, spawn: broken }, { runsOn: 'webgpu' })
  const failed = { kind: 'failed', rung: 'webgpu-fp32', reason: 'self-test-failed', isRemembered: false }
  expect(outcome).toMatchObject({ ok: true, value: { madeWith: { backend: 'wasm' } } })
  expect(outcome.ok ? outcome.value.madeWith.why : []).toContainEqual(expect.objectContaining(failed))
  expect(Object.values(learnt().selfTests).map(({ hasPassed }) => hasPassed)).toEqual([false, true])
})

test('asked for, the software adapter passes its self-test and cuts', { timeout: 300_000 }, async () => {
  const { learnt, recollection } = knowledgeOf()
  const outcome = await cut({ probe: probeDevice, recollection }, { runsOn: 'webgpu' })
  expect(outcome).toMatchObject({ ok: true, value: { madeWith: { backend: 'webgpu', precision: 'fp32' } } })
  expect(Object.values(learnt().selfTests)).toMatchObject([{ hasPassed: true }])
})
