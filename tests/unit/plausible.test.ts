import { expect, test } from 'vitest'
import { failure } from '#core/outcome.ts'
import { drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite } from '#tests/fixtures/scenes/composite.ts'
import { warmOnCold } from '#tests/fixtures/scenes/warmOnCold.ts'
import { expected } from '#workers/matting/expected.ts'
import { cleanColours } from '#workers/pixels/foreground/foreground.ts'
import { PlausibleColours } from '#workers/pixels/foreground/plausible.ts'
import { Miscalculation } from '#workers/pixels/miscalculation.ts'

const alpha = drawAlpha('fur', 240, 180, 5)
const { foreground, background } = warmOnCold(alpha)
const photo = composite(alpha, foreground, background)
const bytes = Uint8Array.from(alpha.data, (value) => Math.round(value * 255))

/** Judges an estimate of this drawing's colours: `spoil` changes some of them. */
function judge(spoil: (estimate: Float32Array, at: number) => void): void {
  const plausible = new PlausibleColours()
  const estimate = Float32Array.from({ length: bytes.length * 3 }, (_, i) => {
    return (foreground.data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0) / 255
  })
  for (const [i, value] of bytes.entries()) {
    if (value === 0 || value === 255) continue
    spoil(estimate, i * 3)
    plausible.take(value / 255, photo.data, i * 4, estimate, i * 3)
  }
  plausible.judge()
}

test('the true colours of a drawing are plausible', () => {
  expect(() => judge(() => {})).not.toThrow()
})

test('a colour that is not a number never becomes black', () => {
  expect(() => judge((estimate, at) => at === 90_000 && estimate.fill(Number.NaN, at + 1, at + 2))).not.toThrow()
  let left = 1
  expect(() => judge((estimate, at) => left-- === 1 && estimate.fill(Number.NaN, at, at + 1))).toThrow(Miscalculation)
})

test('a black rim round a bright subject, and a white one round a dark one, are no colours', () => {
  expect(() => judge((estimate, at) => estimate.fill(0, at, at + 3))).toThrow(Miscalculation)
  const dark = { ...photo, data: photo.data.map((value) => value >> 3) }
  const plausible = new PlausibleColours()
  const white = new Float32Array(3).fill(1)
  for (const [i, value] of bytes.entries())
    if (value > 0 && value < 255) plausible.take(value / 255, dark.data, i * 4, white, 0)
  expect(() => plausible.judge()).toThrow(Miscalculation)
})

test.each([
  ['shifted', (i: number) => bytes[i + 9] ?? 0],
  ['far too soft', (i: number) => Math.round(40 + ((i % 240) / 240) * 180)],
  ['noise', (i: number) => Math.imul(i, 2654435761) >>> 24],
] as const)('a mask that does not fit is no miscalculation: %s', (_, alphaAt) => {
  const mask = { width: 240, height: 180, data: Uint8Array.from(bytes, (_value, i) => alphaAt(i)) }
  expect(() => cleanColours(photo, mask)).not.toThrow()
  const inverted = { ...photo, data: photo.data.map((value) => 255 - value) }
  expect(() => cleanColours(inverted, mask)).not.toThrow()
})

test('a miscalculation is told with its reason', async () => {
  const outcome = await expected(() => Promise.reject(new Miscalculation('nothing fits')))
  expect(outcome).toEqual(failure('miscalculated', 'nothing fits'))
})
