import { expect, test } from 'vitest'
import { unknownAbilities } from '#core/ways/abilities.ts'
import type { Gpu } from '#core/ways/device.ts'
import { costInWords } from '#core/ways/forecast.ts'

const lite = { backbone: 'lite', tier: 1024 } as const
const large = { backbone: 'large', tier: 1024 } as const
const card = (isSoftware: boolean): Gpu => ({ kind: 'adapter', name: 'card', isSoftware, hasHalf: true })

test('what a model will cost here is said before it is downloaded, as a range where nothing was measured', () => {
  const threads = { ...unknownAbilities, threads: 2 }
  expect(costInWords(lite, threads, { kind: 'absent' })).toBe('about 20 to 40 s a photo here: no graphics card')
  expect(costInWords(large, threads, { kind: 'refused' })).toBe('about 1 to 3 min a photo here: no graphics card')
  expect(costInWords(lite, threads, card(false))).toBe('a few seconds a photo here, on the graphics card')
  expect(costInWords(large, threads, card(false))).toBe('about 10 to 25 s a photo here, on the graphics card')
  // The processor that plays a graphics card is none.
  expect(costInWords(lite, threads, card(true))).toBe('about 20 to 40 s a photo here: no graphics card')
})

test('a probe of the processor says it closer, for each network in the precision that it runs in', () => {
  const probed = { ...unknownAbilities, threads: 2, probed: { secondsPerBillion: 0.12, int8Ratio: 0.75 } }
  expect(costInWords(lite, probed, { kind: 'absent' })).toBe('about 25 to 40 s a photo here: no graphics card')
  expect(costInWords(large, probed, { kind: 'absent' })).toBe('about 2 to 3 min a photo here: no graphics card')
  const slowInBytes = { ...probed, probed: { secondsPerBillion: 0.12, int8Ratio: 1.5 } }
  expect(costInWords(lite, slowInBytes, { kind: 'absent' })).toBe('about 35 to 55 s a photo here: no graphics card')
  // What has run says more than any probe.
  const measured = { ...probed, secondsPerBillion: { lite: 0.1 } }
  expect(costInWords(lite, measured, { kind: 'absent' })).toBe('about 35 s a photo, as measured here')
})

test('what was measured on this device is said as one figure', () => {
  const measured = { ...unknownAbilities, secondsPerBillion: { lite: 0.1 } }
  expect(costInWords(lite, measured, { kind: 'absent' })).toBe('about 35 s a photo, as measured here')
})
