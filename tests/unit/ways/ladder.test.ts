import { expect, test } from 'vitest'
import type { BiRefNetModel } from '#core/models.ts'
import type { Reason } from '#core/reasons.ts'
import type { Adapter, Device } from '#core/ways/device.ts'
import { type FailedWay, isOfTheWay, ladderOf, nextWay, reasonsFor } from '#core/ways/ladder.ts'
import { whyInWords } from '#core/ways/why.ts'

const lite: BiRefNetModel = {
  ...{ kind: 'birefnet', id: 'lite', name: 'Lite', sizeBytes: 178e6, backbone: 'lite', keepsAspect: false },
  ...{ tiers: [512, 768, 1024], tier: 1024, runsOn: 'auto' },
}
const large: BiRefNetModel = { ...lite, id: 'large', backbone: 'large' }
const card: Adapter = { kind: 'adapter', name: 'acme one', isSoftware: false, hasHalf: true }
const device: Device = { gpu: card, isIsolated: true, cores: 8, memoryGib: 8 }

/** All ways that are taken one after the other where each fails for the given reason. */
function fall(model: BiRefNetModel, changes: Partial<Device>, reasonOf: (rung: string) => Reason, tooMuch?: number) {
  const ladder = ladderOf(model, { ...device, ...changes }, tooMuch)
  const failures: FailedWay[] = []
  const taken: string[] = []
  for (;;) {
    const way = nextWay(ladder, failures, model.backbone)
    if (way === undefined) return { taken, failures, ladder }
    taken.push(`${way.rung} ${way.precision} ${way.tier}`)
    failures.push({ way, reason: reasonOf(way.rung) })
  }
}

const wrong = () => 'self-test-failed' as const
const full = () => 'out-of-memory' as const

test('a wrong result is tried on each rung once, and never at a smaller size', () => {
  expect(fall(large, {}, wrong).taken).toEqual([
    'webgpu-fp16 fp16 1024',
    'webgpu-fp32 fp32 1024',
    'wasm-threads int8 1024',
    'wasm-one int8 1024',
  ])
})

test('too little memory is met with what needs less: another backend, 8 bits, then a smaller size', () => {
  expect(fall(lite, {}, full).taken).toEqual([
    'webgpu-fp16 fp16 1024',
    'wasm-threads fp32 1024',
    'wasm-threads int8 1024',
    'webgpu-fp16 fp16 768',
    'wasm-threads int8 768',
    'webgpu-fp16 fp16 512',
    'wasm-threads int8 512',
  ])
})

test('a graphics card that is wrong is not asked again at a smaller size', () => {
  const { taken } = fall(large, {}, (rung) => (rung.startsWith('webgpu') ? 'gpu-lost' : 'out-of-memory'))
  expect(taken).toEqual([
    'webgpu-fp16 fp16 1024',
    'webgpu-fp32 fp32 1024',
    'wasm-threads int8 1024',
    'wasm-threads int8 768',
    'wasm-threads int8 512',
  ])
})

test('no size is tried that the model does not have', () => {
  const finest = { ...lite, tiers: [1024, 1536, 2048], tier: 2048 }
  const sides = fall(finest, { gpu: { kind: 'absent' } }, full).taken.map((way) => way.split(' ')[2])
  expect(new Set(sides)).toEqual(new Set(['2048', '1536', '1024']))
})

test.each<[string, Partial<Device>, BiRefNetModel['runsOn'], string, string[]]>([
  ['a card with half floats', {}, 'auto', 'webgpu-fp16', []],
  ['a card without', { gpu: { ...card, hasHalf: false } }, 'auto', 'webgpu-fp32', ['no-half-floats']],
  ['no WebGPU', { gpu: { kind: 'absent' } }, 'auto', 'wasm-threads', ['no-webgpu']],
  ['no adapter', { gpu: { kind: 'refused' } }, 'auto', 'wasm-threads', ['no-adapter']],
  ['a software adapter', { gpu: { ...card, isSoftware: true } }, 'auto', 'wasm-threads', ['software-adapter']],
  ['one that is asked for', { gpu: { ...card, isSoftware: true } }, 'webgpu', 'webgpu-fp16', ['asked']],
  ['WebGPU asked for in vain', { gpu: { kind: 'absent' } }, 'webgpu', 'wasm-threads', ['asked', 'no-webgpu']],
  ['the processor asked for', {}, 'wasm', 'wasm-threads', ['asked']],
  ['no isolation', { gpu: { kind: 'absent' }, isIsolated: false }, 'auto', 'wasm-one', ['no-webgpu', 'not-isolated']],
  ['one core', { gpu: { kind: 'absent' }, cores: 1 }, 'auto', 'wasm-one', ['no-webgpu']],
])('%s: the best rung, and why not a better one', (_, changes, runsOn, rung, kinds) => {
  const model = { ...lite, runsOn }
  const ladder = ladderOf(model, { ...device, ...changes })
  const way = nextWay(ladder, [], 'lite')
  expect(way?.rung).toBe(rung)
  if (way === undefined) throw new Error('no way')
  expect(reasonsFor(way, model, ladder, []).map(({ kind }) => kind)).toEqual(kinds)
})

test('8 bits are taken where they are asked for, though full precision would fit, and nothing else is', () => {
  const model = { ...lite, runsOn: 'wasm-int8' } as const
  const ladder = ladderOf(model, device)
  expect(new Set(ladder.ways.map(({ precision }) => precision))).toEqual(new Set(['int8']))
  const [way] = ladder.ways
  if (way === undefined) throw new Error('no way')
  expect(reasonsFor(way, model, ladder, [])).toEqual([{ kind: 'asked', runsOn: 'wasm-int8' }])
})

test('threads are as many as the cores, four at most', () => {
  const threads = (cores: number) => ladderOf({ ...lite, runsOn: 'wasm' }, { ...device, cores }).ways[0]?.threads
  expect([2, 3, 4, 16].map(threads)).toEqual([2, 3, 4, 4])
})

test('lite runs in 8 bits first where a probe showed that they are quicker, and says so', () => {
  const none = { ...device, gpu: { kind: 'absent' } } as const
  const ladderWith = (ratio: number, changes: Partial<BiRefNetModel> = {}) =>
    ladderOf({ ...lite, ...changes }, none, undefined, ratio)
  const quick = ladderWith(0.6)
  expect(quick.ways.slice(0, 3).map(({ rung, precision }) => `${rung} ${precision}`)).toEqual([
    'wasm-threads int8',
    'wasm-one int8',
    'wasm-threads fp32',
  ])
  const [taken] = quick.ways
  if (taken === undefined) throw new Error('no way')
  expect(reasonsFor(taken, lite, quick, []).map(whyInWords)).toEqual([
    'This browser has no WebGPU.',
    'In 8 bits: a test showed that they take 60 % of the time here.',
  ])
  expect(ladderWith(0.95).ways[0]?.precision).toBe('fp32')
  expect(ladderWith(0.6, { runsOn: 'wasm' }).ways[0]?.precision).toBe('fp32')
  expect(ladderOf(lite, { ...none, memoryGib: 0.1 }, undefined, 0.6).ways).toMatchObject([
    { rung: 'wasm-one', precision: 'int8', tier: 512 },
  ])
})

test('where there is little memory, what will not fit is not tried: 8 bits, or a smaller size', () => {
  const weak = { gpu: { kind: 'absent' }, memoryGib: 2 } as const
  expect(fall({ ...large, tier: 1024 }, weak, full).taken).toEqual([
    'wasm-threads int8 1024',
    'wasm-threads int8 768',
    'wasm-threads int8 512',
  ])
  const weaker = { gpu: { kind: 'absent' }, memoryGib: 1 } as const
  expect(fall(large, weaker, full).taken).toEqual(['wasm-threads int8 512'])
  expect(fall(lite, weaker, full).taken[0]).toBe('wasm-threads fp32 1024')
})

test('what lately did not fit is not tried, and the smallest always is', () => {
  const none = { gpu: { kind: 'absent' } } as const
  expect(fall(large, none, full, 840e6).taken[0]).toBe('wasm-threads int8 768')
  expect(fall(large, none, full, 1e6).taken).toEqual(['wasm-one int8 512'])
})

test('the person reads what was tried, what it said, and what size came of it', () => {
  const ladder = ladderOf(large, device)
  const [half, , threads] = ladder.ways
  const taken = ladder.ways.find(({ rung, tier }) => rung === 'wasm-threads' && tier === 768)
  if (half === undefined || threads === undefined || taken === undefined) throw new Error('no such ways')
  const words = reasonsFor(taken, large, ladder, [
    { way: half, reason: 'self-test-failed', detail: 'off by 12 %' },
    { way: threads, reason: 'out-of-memory' },
  ]).map(whyInWords)
  expect(words).toEqual([
    'WebGPU in half precision was tried: its self-test failed, off by 12 %.',
    'Ran at 768: there was not enough memory for 1024.',
  ])
})

test('a photo that cannot be opened or a file that is damaged is not tried another way', () => {
  const reasons: Reason[] = ['damaged', 'file-gone', 'model-missing', 'checkpoint-incomplete', 'runtime-missing']
  expect(reasons.filter((reason) => isOfTheWay(reason, 'wasm-threads'))).toEqual([])
  expect(reasons.filter((reason) => isOfTheWay(reason, 'webgpu-fp16'))).toEqual(['runtime-missing'])
})
