import { describe, expect, test } from 'vitest'
import type { Composition } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { boundsOf } from '#workers/compose/bounds.ts'
import { compose } from '#workers/compose/compose.ts'
import { covering } from '#workers/compose/ground.ts'
import { composeMask } from '#workers/compose/maskStages.ts'
import { resampled } from '#workers/compose/resample.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'

const plain: Composition = { isSemitransparent: true, backdrop: { kind: 'transparent' } }
const px = (value: number) => ({ value, unit: 'px' as const })
const share = (value: number) => ({ value, unit: '%' as const })
const subject: Rect = { x: 20, y: 10, width: 20, height: 30 }
const size: Size = { width: 100, height: 80 }

/** A cutout that is solid in one rectangle; each of its pixels has a colour of its own. */
function cutout(solid: Rect = subject): FinishedCutout {
  const alpha = new Uint8Array(size.width * size.height)
  const pixels = new Uint8ClampedArray(alpha.length * 4)
  for (let index = 0; index < alpha.length; index += 1) {
    const [x, y] = [index % size.width, Math.floor(index / size.width)]
    const isIn = x >= solid.x && x < solid.x + solid.width && y >= solid.y && y < solid.y + solid.height
    alpha[index] = isIn ? 255 : 0
    pixels.set([x * 2, y * 3, 200, alpha[index] ?? 0], index * 4)
  }
  return { size, colourSpace: 'srgb', pixels, alpha }
}

const made = (change: Partial<Composition>, layers = false, picture?: Parameters<typeof compose>[2]['picture']) =>
  compose(cutout(), { ...plain, ...change }, { layers, ...(picture === undefined ? {} : { picture }) })
const before = cutout()
const at = (
  {
    cutout: {
      pixels,
      size: { width },
    },
  }: ReturnType<typeof made>,
  x: number,
  y: number,
) => [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]

test('a composition that asks for nothing changes nothing', () => {
  const whole = cutout()
  const result = compose(whole, plain, { layers: false })
  expect(result.cutout.pixels).toBe(whole.pixels)
  expect(result).toMatchObject({ cutout: { size, alpha: before.alpha }, foreground: subject })
})

describe('crop', () => {
  test('leaves the subject and its margins, pixel for pixel', () => {
    const result = made({ crop: { top: px(1), right: px(2), bottom: px(3), left: px(4) } })
    expect(result.cutout.size).toEqual({ width: 26, height: 34 })
    expect(result.foreground).toEqual({ x: 4, y: 1, width: 20, height: 30 })
    expect(at(result, 4, 1)).toEqual([40, 30, 200, 255])
  })
  test('has margins in shares of the subject, beyond the photo where need be', () => {
    const result = made({ crop: { top: share(50), right: share(10), bottom: share(50), left: share(150) } })
    expect(result.cutout.size).toEqual({ width: 20 + 2 + 30, height: 60 })
    expect(result.foreground).toEqual({ x: 30, y: 15, width: 20, height: 30 })
    expect(at(result, 0, 0)[3]).toBe(0)
  })
})

describe('scale and position', () => {
  test.each([
    [0, 0, { x: 0, y: 0 }],
    [100, 100, { x: 80, y: 50 }],
    [50, 50, { x: 40, y: 25 }],
  ])('position %i %i', (xPercent, yPercent, place) => {
    expect(made({ position: { xPercent, yPercent } }).foreground).toEqual({ ...place, width: 20, height: 30 })
  })
  test.each([
    [100, { width: 53, height: 80 }],
    [50, { width: 27, height: 40 }],
    [10, { width: 5, height: 8 }],
  ])('scale %i %%', (scalePercent, wanted) => {
    const result = made({ scalePercent, position: { xPercent: 50, yPercent: 50 } })
    expect(result.cutout.size).toEqual(size)
    expect(result.foreground).toMatchObject(wanted)
  })
  test('a scale without a position keeps the subject’s middle', () => {
    const { foreground } = made({ scalePercent: 20 })
    expect((foreground?.x ?? 0) + (foreground?.width ?? 0) / 2).toBeCloseTo(30, -0.5)
    expect((foreground?.y ?? 0) + (foreground?.height ?? 0) / 2).toBeCloseTo(25, -0.5)
  })
})

test('a most number of pixels makes the picture smaller, and never larger', () => {
  const small = made({ maxPixels: 2000 })
  expect(small.cutout.size).toEqual({ width: 50, height: 40 })
  // The filter is wider than a pixel: a trace of the edge lies one pixel further out.
  expect(small.foreground).toEqual({ x: 9, y: 4, width: 12, height: 17 })
  expect(made({ maxPixels: 8001 }).cutout.size).toEqual(size)
})

test('mixing is done in linear light, weighed by alpha', () => {
  const pair = (...pixels: number[]) => ({ width: 2, height: 1, data: Uint8ClampedArray.from(pixels) })
  const one = (picture: ReturnType<typeof pair>) => [
    ...resampled(picture, { x: 0, y: 0, width: 2, height: 1 }, { width: 1, height: 1 }),
  ]
  expect(one(pair(0, 0, 0, 255, 255, 255, 255, 255))).toEqual([188, 188, 188, 255])
  expect(one(pair(255, 0, 0, 0, 0, 0, 255, 255))).toEqual([0, 0, 255, 128])
})

describe('the mask', () => {
  const mask = (values: number[][]) => ({
    width: values[0]?.length ?? 0,
    height: values.length,
    data: Uint8Array.from(values.flat()),
  })
  test('keeps only what lies in the region', () => {
    const given = mask([
      [9, 9, 9, 9],
      [9, 9, 9, 9],
    ])
    const region = { left: share(25), top: px(1), right: px(3), bottom: share(100) }
    expect([...composeMask(given, { ...plain, region }).data]).toEqual([0, 0, 0, 0, 0, 9, 9, 0])
    expect([...given.data]).toEqual(Array(8).fill(9))
  })
  test('becomes solid within, where that is wanted, and keeps its soft edge', () => {
    const row = [0, 0, 60, 130, 200, 140, 140, 140, 200, 200, 130, 60, 0, 0]
    const tall = mask(Array.from({ length: 9 }, () => row))
    const solid = composeMask(tall, { ...plain, isSemitransparent: false }).data.subarray(0, row.length)
    expect([...solid]).toEqual([0, 0, 60, 130, 255, 255, 255, 255, 255, 255, 130, 60, 0, 0])
    expect(composeMask(tall, plain)).toBe(tall)
  })
})

describe('shadows', () => {
  test.each(['drop', 'contact', 'cast'] as const)(
    '%s is black, soft, below the subject and as dark as wanted',
    (kind) => {
      const dark = (opacityPercent: number) => {
        const result = made({ shadow: { kind, opacityPercent } })
        return Array.from({ length: size.width * size.height }, (_, index) =>
          at(result, index % 100, Math.floor(index / 100)),
        )
      }
      const strong = dark(100)
      const behind = strong.filter(([, , , alpha], index) => (alpha ?? 0) > 0 && before.alpha[index] === 0)
      expect(behind.length).toBeGreaterThan(20)
      for (const [red, green, blue] of behind) expect([red, green, blue]).toEqual([0, 0, 0])
      const sum = (all: number[][]) =>
        all.reduce((total, [, , , alpha = 0], index) => total + (before.alpha[index] === 0 ? alpha : 0), 0)
      expect(sum(dark(50)) / sum(strong)).toBeCloseTo(0.5, 1)
      expect(sum(dark(0))).toBe(0)
      expect(at(made({ shadow: { kind, opacityPercent: 100 } }), 25, 15)).toEqual([50, 45, 200, 255])
    },
  )
  test('are no part of a mask or of bare colours', () => {
    expect(made({ shadow: { kind: 'drop', opacityPercent: 100 } }, true).cutout.alpha).toEqual(before.alpha)
  })
})

describe('backdrops', () => {
  test('a colour lies behind, as opaque as wanted', () => {
    const opaque = made({ backdrop: { kind: 'colour', colour: '#102030', opacity: 1 } })
    expect(at(opaque, 0, 0)).toEqual([16, 32, 48, 255])
    expect(at(opaque, 25, 15)).toEqual([50, 45, 200, 255])
    expect(at(made({ backdrop: { kind: 'colour', colour: '#102030', opacity: 0.25 } }), 0, 0)).toEqual([16, 32, 48, 64])
  })
  test('a picture covers the canvas from its middle', () => {
    const data = new Uint8ClampedArray(300 * 80 * 4)
    for (let index = 0; index < 300 * 80; index += 1)
      data.set([index % 300 < 100 ? 0 : index % 300 < 200 ? 90 : 255, 0, 0, 255], index * 4)
    const picture = { size: { width: 300, height: 80 }, colourSpace: 'srgb' as const, pixels: data }
    const result = made({ backdrop: { kind: 'picture', picture: new Blob() } }, false, picture)
    expect(at(result, 0, 0)).toEqual([90, 0, 0, 255])
    expect(at(result, 99, 79)).toEqual([90, 0, 0, 255])
    expect(at(result, 25, 15)).toEqual([50, 45, 200, 255])
    expect(covering({ width: 50, height: 300 }, { width: 100, height: 100 })).toEqual({
      x: 0,
      y: 125,
      width: 50,
      height: 50,
    })
  })
  test('are no part of a mask', () => {
    expect(made({ backdrop: { kind: 'colour', colour: '#ffffff', opacity: 1 } }, true).cutout.alpha).toEqual(
      before.alpha,
    )
  })
})

test('where nothing is seen, nothing is cropped or placed', () => {
  const empty = { ...cutout({ x: 0, y: 0, width: 0, height: 0 }) }
  const crop = { top: px(0), right: px(0), bottom: px(0), left: px(0) }
  const result = compose(
    empty,
    { ...plain, crop, scalePercent: 50, shadow: { kind: 'drop', opacityPercent: 100 } },
    { layers: false },
  )
  expect(result).toMatchObject({ cutout: { size } })
  expect(result.foreground).toBeUndefined()
  expect(boundsOf({ ...size, data: empty.alpha })).toBeUndefined()
})
