import { describe, expect, test } from 'vitest'
import type { Composition } from '#core/composition.ts'
import { coded, linear } from '#core/lightCurve.ts'
import { labOf, oklabOf } from '#workers/colour/oklab.ts'
import { compose } from '#workers/compose/compose.ts'
import { layBehind } from '#workers/compose/layBehind.ts'
import { addShade } from '#workers/compose/shadow.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'

const size = { width: 120, height: 90 }
const count = size.width * size.height
const plain: Composition = { isSemitransparent: true, backdrop: { kind: 'transparent' } }
const white = { kind: 'colour', colour: '#ffffff', opacity: 1 } as const

/** A disc of a radius of 30 pixels with a soft edge; its colours run from one to another. */
function disc(from: number[], to = from): FinishedCutout {
  const pixels = new Uint8ClampedArray(count * 4)
  for (let index = 0; index < count; index += 1) {
    const [x, y] = [(index % size.width) - 60, Math.floor(index / size.width) - 45]
    const share = Math.min(1, Math.max(0, (x + 30) / 60))
    const alpha = 255 * Math.min(1, Math.max(0, 30.5 - Math.hypot(x, y)))
    if (alpha >= 0.5)
      pixels.set([...from.map((value, channel) => value + share * ((to[channel] ?? 0) - value)), alpha], index * 4)
  }
  const alpha = Uint8Array.from({ length: count }, (_, index) => pixels[index * 4 + 3] ?? 0)
  return { size, colourSpace: 'srgb', pixels, alpha }
}

const made = (change: Partial<Composition>, of = disc([40, 60, 80])) =>
  compose(of, { ...plain, ...change }, { layers: false }).cutout.pixels
const at = (pixels: Uint8ClampedArray, x: number, y: number) => [
  ...pixels.subarray((y * size.width + x) * 4, (y * size.width + x) * 4 + 4),
]

describe('a shade of light, against floating numbers', () => {
  const light = [0.8, 0.4, 0.1] as const
  const fallen = Uint8Array.from({ length: count }, (_, index) => (index * 37) % 256)
  const mixed = (below: number, channel: number, share: number) =>
    coded(linear(below / 255) * (1 - share) + (light[channel] ?? 0) * share) * 255

  test('over an opaque ground', () => {
    const pixels = new Uint8ClampedArray(count * 4)
    const ground = (_: number, row: Uint8ClampedArray) =>
      row.set(Uint8Array.from(row, (_, at) => (at % 4 === 3 ? 255 : (at * 13) % 256)))
    layBehind(pixels, size, ground, [{ fallen, opacity: 0.7, light }])
    let sum = 0
    for (let index = 0; index < count * 4; index += 1) {
      const [channel, place] = [index % 4, Math.floor(index / 4)]
      const below = ((index % (size.width * 4)) * 13) % 256
      const share = ((fallen[place] ?? 0) / 255) * 0.7
      sum += Math.abs((pixels[index] ?? 0) - (channel === 3 ? 255 : mixed(below, channel, share)))
    }
    expect(sum / (count * 4)).toBeLessThanOrEqual(0.5)
  })

  test('under a cutout on nothing', () => {
    const { pixels } = disc([200, 100, 50], [20, 220, 250])
    const before = pixels.slice()
    addShade(pixels, { fallen, opacity: 0.7, light })
    let sum = 0
    for (let index = 0; index < count; index += 1) {
      const own = (before[index * 4 + 3] ?? 0) / 255
      const below = ((fallen[index] ?? 0) / 255) * 0.7 * (1 - own)
      const joined = own + below
      sum += Math.abs((pixels[index * 4 + 3] ?? 0) - joined * 255)
      for (let channel = 0; channel < 3 && joined > 0; channel += 1) {
        const wanted = (linear((before[index * 4 + channel] ?? 0) / 255) * own + (light[channel] ?? 0) * below) / joined
        sum += joined * Math.abs((pixels[index * 4 + channel] ?? 0) - coded(wanted) * 255)
      }
    }
    expect(sum / (count * 4)).toBeLessThanOrEqual(0.5)
  })
})

describe('a glow', () => {
  const glow = { opacityPercent: 100, sizePercent: 20, colour: '#ffcc00' }
  test('is of its colour, full at the subject and gone beyond its reach, and leaves the subject as it is', () => {
    const pixels = made({ glow })
    expect(at(pixels, 60, 45)).toEqual([40, 60, 80, 255])
    const alphas = [32, 36, 42, 59].map((x) => at(pixels, 60 + x, 45)[3] ?? 0)
    for (const [index, alpha] of alphas.slice(1).entries()) expect(alpha).toBeLessThan(alphas[index] ?? 0)
    expect(alphas[0]).toBeGreaterThan(170)
    expect(alphas.at(-1)).toBeLessThan(3)
    expect(at(pixels, 60 + 36, 45).slice(0, 3)).toEqual([255, 204, 0])
  })
  test('lies over the shadow, and on white makes nothing darker than its own colour', () => {
    const pixels = made({
      backdrop: white,
      glow,
      shadow: { kind: 'drop', opacityPercent: 100, blurPercent: 1, distancePercent: 3 },
    })
    expect(at(pixels, 60 + 24, 45 + 20)[0]).toBeGreaterThan(200)
  })
  test('is no part of a mask', () => {
    const layered = compose(disc([1, 2, 3]), { ...plain, glow }, { layers: true }).cutout
    expect(layered.alpha).toEqual(disc([1, 2, 3]).alpha)
  })
})

/** Alpha, 0 to 1, blurred by a Gaussian; nothing lies beyond. */
function blurredExactly(alpha: Uint8Array, sigma: number): Float64Array {
  const reach = Math.ceil(4 * sigma)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)))
  const whole = weights.reduce((sum, weight) => sum + weight)
  const along = (values: Float64Array, step: number, place: (index: number) => number, length: number) =>
    values.map((_, index) =>
      weights.reduce((sum, weight, at) => {
        const other = place(index) + at - reach
        return other < 0 || other >= length ? sum : sum + (weight / whole) * (values[index + (at - reach) * step] ?? 0)
      }, 0),
    )
  const across = along(
    Float64Array.from(alpha, (value) => value / 255),
    1,
    (index) => index % size.width,
    size.width,
  )
  return along(across, size.width, (index) => Math.floor(index / size.width), size.height)
}

describe('light from behind', () => {
  const wrap = { blending: { wrapPercent: 100, matchPercent: 0 } }
  test('spills over the edge and not into the middle, brightens only, and leaves alpha', () => {
    const [lit, before] = [made({ backdrop: white, ...wrap }), made({ backdrop: white })]
    expect(at(lit, 60, 45)).toEqual([40, 60, 80, 255])
    expect(at(lit, 60 + 29, 45)[0]).toBeGreaterThan((at(before, 60 + 29, 45)[0] ?? 0) + 20)
    for (let index = 0; index < lit.length; index += 1) expect(lit[index]).toBeGreaterThanOrEqual(before[index] ?? 0)
  })
  test('is what floating numbers say', () => {
    const lit = made({ backdrop: white, ...wrap })
    const before = made({ backdrop: white })
    // White gives light of 1 everywhere; its share follows the outline blurred by half of 3 % of the longer side.
    const { alpha } = disc([0, 0, 0])
    const soft = blurredExactly(alpha, (0.03 * 60.5) / 2)
    let [sum, changed] = [0, 0]
    for (let index = 0; index < count; index += 1) {
      if (alpha[index] !== 255) continue
      const share = Math.min(1, 2 * (1 - (soft[index] ?? 0)))
      if (share > 0.02) changed += 1
      for (let channel = 0; channel < 3; channel += 1) {
        const own = linear((before[index * 4 + channel] ?? 0) / 255)
        sum += Math.abs((lit[index * 4 + channel] ?? 0) - 255 * coded(own + share * (1 - own)))
      }
    }
    expect(changed).toBeGreaterThan(100)
    expect(sum / (count * 3)).toBeLessThanOrEqual(0.5)
  })
  test('is none from black, from nothing and without strength', () => {
    const black = { kind: 'colour', colour: '#000000', opacity: 1 } as const
    expect(made({ backdrop: black, ...wrap })).toEqual(made({ backdrop: black }))
    expect(made(wrap)).toEqual(made({}))
    expect(made({ backdrop: white, blending: { wrapPercent: 0, matchPercent: 0 } })).toEqual(made({ backdrop: white }))
  })
})

describe('colours matched to what lies behind', () => {
  const match = (matchPercent: number) => ({ blending: { wrapPercent: 0, matchPercent } })
  const ground = { kind: 'gradient', shape: 'linear', degrees: 90, from: '#602010', to: '#f0a060' } as const
  const space = oklabOf('srgb')
  const labAt = (pixels: Uint8ClampedArray, x: number) => {
    const [r = 0, g = 0, b = 0] = at(pixels, x, 45)
    return labOf([linear(r / 255), linear(g / 255), linear(b / 255)], space)
  }
  test('take on its mean, the more the stronger, and keep their own order', () => {
    const of = () => disc([60, 90, 160], [90, 130, 200])
    const [none, half, whole] = [0, 50, 100].map((percent) => made({ backdrop: ground, ...match(percent) }, of()))
    if (none === undefined || half === undefined || whole === undefined) throw new Error('three pictures')
    expect(none).toEqual(made({ backdrop: ground }, of()))
    const yellow = [none, half, whole].map((pixels) => labAt(pixels, 60)[2])
    expect(yellow[1]).toBeGreaterThan((yellow[0] ?? 0) + 0.02)
    expect(yellow[2]).toBeGreaterThan((yellow[1] ?? 0) + 0.02)
    // What was brighter still is.
    expect(labAt(whole, 80)[0]).toBeGreaterThan(labAt(whole, 40)[0])
  })
  test('are what the formula says, in floating numbers', () => {
    const of = disc([60, 90, 160], [90, 130, 200])
    const whole = made({ backdrop: ground, ...match(100) }, disc([60, 90, 160], [90, 130, 200]))
    const labs = (take: (index: number) => readonly [number, number, number, number]) => {
      const [sum, squares] = [
        [0, 0, 0],
        [0, 0, 0],
      ]
      let weight = 0
      for (let index = 0; index < count; index += 1) {
        const [r, g, b, share] = take(index)
        if (share === 0) continue
        weight += share
        const lab = labOf([r, g, b], space)
        for (let i = 0; i < 3; i += 1) {
          sum[i] = (sum[i] ?? 0) + share * (lab[i] ?? 0)
          squares[i] = (squares[i] ?? 0) + share * (lab[i] ?? 0) ** 2
        }
      }
      const mean = sum.map((value) => value / weight)
      return { mean, deviation: squares.map((value, i) => Math.sqrt(value / weight - (mean[i] ?? 0) ** 2)) }
    }
    const light = (pixels: Uint8ClampedArray, index: number, channel: number) =>
      linear((pixels[index * 4 + channel] ?? 0) / 255)
    const own = labs((index) => [
      light(of.pixels, index, 0),
      light(of.pixels, index, 1),
      light(of.pixels, index, 2),
      of.alpha[index] ?? 0,
    ])
    const behind = labs((index) => {
      const share = ((index % size.width) + 0.5) / size.width
      const mix = (one: number, other: number) => linear((one + share * (other - one)) / 255)
      return [mix(0x60, 0xf0), mix(0x20, 0xa0), mix(0x10, 0x60), 1]
    })
    for (const x of [40, 60, 80]) {
      const before = labAt(made({ backdrop: ground }, disc([60, 90, 160], [90, 130, 200])), x)
      const after = labAt(whole, x)
      for (const i of [0, 1, 2] as const) {
        const change = (behind.mean[i] ?? 0) - (own.mean[i] ?? 0)
        const ratio = (behind.deviation[i] ?? 0) / (own.deviation[i] ?? 1)
        const stretch = Math.min(1.25, Math.max(0.8, ratio))
        const shift = i === 0 ? Math.min(0.12, Math.max(-0.12, change)) : change
        expect(
          Math.abs(after[i] - ((own.mean[i] ?? 0) + shift + stretch * (before[i] - (own.mean[i] ?? 0)))),
        ).toBeLessThan(0.006)
      }
    }
  })
  test('leave alpha, and what lies behind', () => {
    const whole = made({ backdrop: ground, ...match(100) })
    const before = made({ backdrop: ground })
    expect(at(whole, 2, 2)).toEqual(at(before, 2, 2))
    for (let index = 3; index < whole.length; index += 4) expect(whole[index]).toBe(before[index])
  })
})

test('Oklab has its published values: white is 1, 0, 0', () => {
  const [l, a, b] = labOf([1, 1, 1], oklabOf('srgb'))
  expect(l).toBeCloseTo(1, 3)
  expect(a).toBeCloseTo(0, 3)
  expect(b).toBeCloseTo(0, 3)
})
