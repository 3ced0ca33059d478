import { expect, test } from 'vitest'
import { abilitiesOf, bestTier, heapNeed } from '#core/ways/abilities.ts'
import { heapLimit, needBytes } from '#core/ways/cost.ts'
import {
  lastingTooMuch,
  lastingVerdicts,
  nothingRemembered,
  processorKey,
  withPace,
  withProbe,
  withTooMuch,
} from '#core/ways/remembered.ts'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'

const usual = { default: 1024, allowed: [512, 768, 1024] }
const day = 24 * 60 * 60 * 1000

test.each([
  ['lite', 'fp32', 512],
  ['lite', 'int8', 1024],
  ['large', 'int8', 1024],
  ['large', 'int8', 2048],
] as const)('the need of %s in %s at %i is known before it is compiled', (backbone, precision, tier) => {
  const compiled = compileBiRefNet({
    source: formulaSource(backbones[backbone === 'lite' ? 'swin-t' : 'swin-l']),
    ...{ size: { width: tier, height: tier }, precision, deformable: 'native', chunkBytes: 32e6 },
    patchOrder: 'c-hg-wg',
  })
  if (!compiled.ok) throw new Error(compiled.detail)
  const ratio = needBytes(backbone, { tier, precision }) / compiled.value.memory.peakBytes
  expect(ratio).toBeGreaterThan(0.85)
  expect(ratio).toBeLessThan(1.35)
})

test('a large device gives what WebAssembly can address, a small one half of its memory, one that does not tell some', () => {
  expect(heapLimit(undefined)).toBe(2.5e9)
  expect(heapLimit(32)).toBe(3.6e9)
  expect(heapLimit(2)).toBe(2 ** 30)
  expect(heapLimit(8, 1e9)).toBe(0.95e9)
})

test('the usual size is taken where it fits and is bearable, else the best below it', () => {
  const able = { heapBytes: 3.6e9, secondsPerBillion: {} }
  expect(bestTier('large', usual, able)).toBe(1024)
  expect(bestTier('large', usual, { ...able, heapBytes: 700e6 })).toBe(768)
  expect(bestTier('large', usual, { ...able, secondsPerBillion: { large: 0.2 } })).toBe(512)
  expect(bestTier('large', usual, { ...able, secondsPerBillion: { lite: 0.2 } })).toBe(1024)
  expect(bestTier('large', { default: 2048, allowed: [1024, 2048] }, { ...able, heapBytes: 1 })).toBe(1024)
})

test('the memory that is told is that of the precision which will be used', () => {
  const [roomy, small] = [
    { heapBytes: 3.6e9, secondsPerBillion: {} },
    { heapBytes: 400e6, secondsPerBillion: {} },
  ]
  expect(heapNeed({ backbone: 'lite', tier: 1024, runsOn: 'auto' }, roomy)).toBe(477e6)
  expect(heapNeed({ backbone: 'lite', tier: 1024, runsOn: 'auto' }, small)).toBe(357e6)
  expect(heapNeed({ backbone: 'large', tier: 1024, runsOn: 'auto' }, roomy)).toBe(840e6)
})

test('the quickest way that has run tells how fast the device is', () => {
  const remembered = withPace(
    withPace(nothingRemembered, 'processor/wasm-one/fp32/1/lite', 0.2),
    'card/webgpu-fp16/fp16/1/lite',
    0.01,
  )
  expect(abilitiesOf({ memoryGib: 8 }, remembered, 0)).toEqual({ heapBytes: 3.6e9, secondsPerBillion: { lite: 0.01 } })
})

test('paces are averaged, and a heap that did not fit is forgotten after some hours', () => {
  expect(withPace(withPace(nothingRemembered, 'a', 4), 'a', 2).paces).toEqual({ a: 3 })
  const learnt = withTooMuch(withTooMuch(nothingRemembered, 2e9, 1000), 3e9, 2000)
  expect(lastingTooMuch(learnt, 3000)).toBe(2e9)
  expect(lastingTooMuch(learnt, 2000 + day / 4)).toBeUndefined()
})

test('a passed self-test holds for good, a failed one for a week', () => {
  const verdict = { error: 0, at: 1000 }
  const remembered = {
    ...nothingRemembered,
    selfTests: { good: { ...verdict, hasPassed: true }, bad: { ...verdict, hasPassed: false } },
  }
  expect(Object.keys(lastingVerdicts(remembered, 1000 + day))).toEqual(['good', 'bad'])
  expect(Object.keys(lastingVerdicts(remembered, 1000 + 8 * day))).toEqual(['good'])
})

test('a probe counts for the processor and the threads that it was made with, as long as it lasts', () => {
  const probe = { int8Ratio: 0.7, secondsPerBillion: 0.1, ms: 300, at: 1 }
  const remembered = withProbe(nothingRemembered, processorKey({ isIsolated: true, cores: 4 }), probe)
  const facts = { memoryGib: 8, cores: 4, isIsolated: true }
  expect(abilitiesOf(facts, remembered, day).probed).toMatchObject({ secondsPerBillion: 0.1, int8Ratio: 0.7 })
  expect(abilitiesOf({ ...facts, isIsolated: false }, remembered, day).probed).toBeUndefined()
  expect(abilitiesOf(facts, remembered, 40 * day).probed).toBeUndefined()
})
