import { describe, expect, test } from 'vitest'
import type { Composition } from '#core/composition.ts'
import { coded, linear } from '#core/lightCurve.ts'
import { compose } from '#workers/compose/compose.ts'
import { layBehind } from '#workers/compose/layBehind.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'

const size = { width: 64, height: 48 }
const count = size.width * size.height

/** Numbers that look random and are the same each time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function randomPixels(seed: number, isOpaque = false): Uint8ClampedArray<ArrayBuffer> {
  const next = random(seed)
  const pixels = new Uint8ClampedArray(count * 4)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = next() * 256
  if (isOpaque) for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255
  return pixels
}

type Pixel = [number, number, number, number]
const pixelOf = (pixels: Uint8ClampedArray, index: number) => [...pixels.subarray(index * 4, index * 4 + 4)] as Pixel

/** One straight pixel over another, 0 to 255, in floating numbers. */
function over([r, g, b, a]: Pixel, [r2, g2, b2, a2]: Pixel): Pixel {
  const [own, behind] = [a / 255, (a2 / 255) * (1 - a / 255)]
  const joined = own + behind
  if (joined === 0) return [0, 0, 0, 0]
  const mix = (one: number, other: number) => (one * own + other * behind) / joined
  return [mix(r, r2), mix(g, g2), mix(b, b2), joined * 255]
}

function meanDifference(pixels: Uint8ClampedArray, wanted: (index: number) => Pixel): number {
  let sum = 0
  for (let index = 0; index < count; index += 1) {
    const [made, right] = [pixelOf(pixels, index), wanted(index)]
    for (let channel = 0; channel < 4; channel += 1) {
      // Colours count as far as they are seen.
      const seen = channel === 3 ? 1 : (right[3] ?? 0) / 255
      sum += seen * Math.abs((made[channel] ?? 0) - (right[channel] ?? 0))
    }
  }
  return sum / (count * 4)
}

describe('a cutout over a ground, against floating numbers', () => {
  test.each([
    ['opaque', true],
    ['half-transparent', false],
  ])('%s', (_, isOpaque) => {
    const [subject, ground] = [randomPixels(1), randomPixels(2, isOpaque)]
    const made = subject.slice()
    layBehind(made, size, (y, row) => row.set(ground.subarray(y * row.length, (y + 1) * row.length)))
    const difference = meanDifference(made, (index) => over(pixelOf(subject, index), pixelOf(ground, index)))
    expect(difference).toBeLessThanOrEqual(0.5)
  })

  test('with a shadow, which takes light and not code', () => {
    const [subject, ground] = [randomPixels(3), randomPixels(4, true)]
    const fallen = Uint8Array.from({ length: count }, (_, index) => (index * 37) % 256)
    const made = subject.slice()
    const rows = (y: number, row: Uint8ClampedArray) => row.set(ground.subarray(y * row.length, (y + 1) * row.length))
    layBehind(made, size, rows, [{ fallen, opacity: 0.6 }])
    const dimmed = (value: number, index: number) =>
      coded(linear(value / 255) * (1 - ((fallen[index] ?? 0) / 255) * 0.6)) * 255
    const difference = meanDifference(made, (index) => {
      const [r, g, b] = pixelOf(ground, index)
      return over(pixelOf(subject, index), [dimmed(r, index), dimmed(g, index), dimmed(b, index), 255])
    })
    expect(difference).toBeLessThanOrEqual(0.5)
  })
})

const plain: Composition = { isSemitransparent: true, backdrop: { kind: 'transparent' } }

/** A white disc with a soft edge, as a cutout has it: its colour is white wherever it is seen. */
function disc(value = 255): FinishedCutout {
  const pixels = new Uint8ClampedArray(count * 4)
  for (let index = 0; index < count; index += 1) {
    const distance = Math.hypot((index % size.width) - 32, Math.floor(index / size.width) - 24)
    pixels.set([value, value, value, 255 * Math.min(1, Math.max(0, 12.5 - distance))], index * 4)
  }
  const alpha = Uint8Array.from({ length: count }, (_, index) => pixels[index * 4 + 3] ?? 0)
  return { size, colourSpace: 'srgb', pixels, alpha }
}

const made = (change: Partial<Composition>, of = disc()) =>
  compose(of, { ...plain, ...change }, { layers: false }).cutout.pixels

test.each([
  ['white', '#ffffff', 255],
  ['black', '#000000', 0],
])('there is no fringe on %s', (_, colour, value) => {
  const pixels = made({ backdrop: { kind: 'colour', colour, opacity: 1 } }, disc(value))
  for (const shade of pixels.filter((_, at) => at % 4 !== 3)) expect(shade).toBe(value)
})

describe('gradients', () => {
  const at = (pixels: Uint8ClampedArray, x: number, y: number) => pixelOf(pixels, y * size.width + x)
  const gradient = { kind: 'gradient', from: '#000000', to: '#ffffff' } as const

  test.each([
    [0, [0, 47], [0, 0]],
    [90, [0, 0], [63, 0]],
    [180, [0, 0], [0, 47]],
    [135, [0, 0], [63, 47]],
  ] as const)('of %i degrees run from end to end', (degrees, from, to) => {
    const pixels = made({ backdrop: { ...gradient, shape: 'linear', degrees } })
    expect(at(pixels, from[0], from[1])[0]).toBeLessThan(5)
    expect(at(pixels, to[0], to[1])[0]).toBeGreaterThan(250)
    expect(at(pixels, 32, 24)).toEqual([255, 255, 255, 255])
  })

  test('follow their formula to the step', () => {
    const pixels = made({ backdrop: { ...gradient, shape: 'linear', degrees: 90 } })
    for (const x of [0, 10, 63]) expect(at(pixels, x, 0)[0]).toBeCloseTo(((x + 0.5) / 64) * 255, -0.3)
  })

  test('from the middle follow theirs', () => {
    const pixels = made({ backdrop: { ...gradient, shape: 'radial', degrees: 0 } }, disc(0))
    for (const [x, y] of [
      [0, 5],
      [50, 3],
      [63, 24],
    ] as const) {
      const share = Math.hypot((x + 0.5 - 32) / 32, (y + 0.5 - 24) / 24) / Math.SQRT2
      expect(Math.abs((at(pixels, x, y)[0] ?? 0) - 255 * share)).toBeLessThanOrEqual(0.5)
    }
  })

  test('from the middle reach the second colour in the corners', () => {
    const pixels = made({ backdrop: { ...gradient, shape: 'radial', degrees: 0 } })
    for (const [x, y] of [
      [0, 0],
      [63, 0],
      [0, 47],
      [63, 47],
    ] as const)
      expect(at(pixels, x, y)[0]).toBeGreaterThan(245)
    expect(at(pixels, 32, 2)[0]).toBeLessThan(190)
  })
})

describe('an outline', () => {
  const red = '#ff0000'
  test('surrounds the subject by its width, in its colour, and leaves it as it is', () => {
    // A disc of 25 pixels: a line of 12 % is 3 pixels wide.
    const pixels = made({ outline: { widthPercent: 12, colour: red } })
    expect(pixelOf(pixels, 24 * 64 + 32)).toEqual([255, 255, 255, 255])
    expect(pixelOf(pixels, 24 * 64 + 32 + 14)).toEqual([255, 0, 0, 255])
    expect(pixelOf(pixels, 24 * 64 + 32 + 18)[3]).toBe(0)
  })
  test('is what floating numbers say, also around corners', () => {
    const before = disc().pixels
    const pixels = made({ outline: { widthPercent: 12, colour: red } })
    const solid = Array.from({ length: count }, (_, index) => index).filter(
      (index) => (before[index * 4 + 3] ?? 0) >= 128,
    )
    const difference = meanDifference(pixels, (index) => {
      const [x, y] = [index % size.width, Math.floor(index / size.width)]
      const distances = solid.map((other) => Math.hypot(x - (other % size.width), y - Math.floor(other / size.width)))
      const line = Math.min(1, Math.max(0, 3 + 1 - Math.min(...distances)))
      return over(pixelOf(before, index), [255, 0, 0, 255 * line])
    })
    expect(difference).toBeLessThanOrEqual(0.5)
    expect(meanDifference(before, (index) => pixelOf(pixels, index))).toBeGreaterThan(5)
  })
  test('covers its own soft edge without a dark rim', () => {
    const pixels = made({ outline: { widthPercent: 12, colour: '#ffffff' } })
    for (let index = 0; index < count; index += 1)
      if ((pixels[index * 4 + 3] ?? 0) > 0) expect(pixelOf(pixels, index).slice(0, 3)).toEqual([255, 255, 255])
  })
  test('is no part of a mask', () => {
    const layered = compose(disc(), { ...plain, outline: { widthPercent: 12, colour: red } }, { layers: true })
    expect(Buffer.from(layered.cutout.alpha).equals(Buffer.from(disc().alpha))).toBe(true)
  })
})
