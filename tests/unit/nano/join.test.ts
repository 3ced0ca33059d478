import { expect, test } from 'vitest'
import { join } from '#workers/matting/auto/join.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'

const [width, height] = [640, 480]

type Inside = (x: number, y: number) => boolean

const disc =
  (radius: number, left = 320): Inside =>
  (x, y) =>
    Math.hypot(x - left, y - 240) < radius

/** What the keyer gives at the photo's size. */
function keyed(inside: Inside): GrayRaster & { coverage: number; undecidedShare: number } {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    inside(at % width, Math.floor(at / width)) ? 255 : 0,
  )
  return {
    width,
    height,
    data,
    coverage: data.reduce((sum, value) => sum + value, 0) / 255 / data.length,
    undecidedShare: 0,
  }
}

/** What the network gives of the same, squeezed into its square. */
function seen(inside: Inside): AlphaPlane {
  const side = 320
  const data = Float32Array.from({ length: side * side }, (_, at) =>
    inside(((at % side) * width) / side, (Math.floor(at / side) * height) / side) ? 1 : 0,
  )
  return { width: side, height: side, data }
}

test('where the backdrop is plain and both agree, the keyer draws the edge', () => {
  const drawn = keyed(disc(120))
  const joined = join({ keyed: drawn, plainScore: 0.9, seen: seen(disc(118)) })
  expect(joined).toEqual({ auto: { choice: 'keyer', sure: true }, mask: drawn })
})

test('where the backdrop is not plain, the network is taken', () => {
  const joined = join({ keyed: keyed(disc(120)), plainScore: 0.3, seen: seen(disc(120)) })
  expect(joined).toEqual({ auto: { choice: 'nano', sure: true }, mask: undefined })
})

test('a frame round a photo, which the keyer keeps with all that is in it, is left to the network', () => {
  const frame: Inside = (x, y) => x > 60 && x < 580 && y > 40 && y < 440
  const joined = join({ keyed: keyed(frame), plainScore: 0.9, seen: seen(disc(90)) })
  expect(joined).toMatchObject({ auto: { choice: 'nano' }, mask: undefined })
})

test('a white part on white, which the keyer took for the backdrop, is filled in; what it has opened stays open', () => {
  const bitten: Inside = (x, y) => disc(120)(x, y) && !disc(30, 400)(x, y)
  const filled = join({ keyed: keyed(bitten), plainScore: 0.9, seen: seen(disc(120)) })
  expect(filled.auto).toEqual({ choice: 'joined', sure: true })
  const at = (mask: GrayRaster | undefined) => mask?.data[240 * width + 400]
  expect(at(filled.mask)).toBeGreaterThan(250)
  const holes = { closed: keyed(disc(120)).data }
  const open = join({ keyed: { ...keyed(bitten), holes }, plainScore: 0.9, seen: seen(disc(120)) })
  expect(at(open.mask)).toBe(0)
})

test('what only the keyer sees is taken, and not called sure', () => {
  const joined = join({ keyed: keyed(disc(20)), plainScore: 0.9, seen: seen(() => false) })
  expect(joined.auto).toEqual({ choice: 'keyer', sure: false })
})

test('a ring that the network takes for a disc keeps the hole that the keyer has opened', () => {
  const ring: Inside = (x, y) => disc(120)(x, y) && !disc(90)(x, y)
  const drawn = { ...keyed(ring), holes: { closed: keyed(disc(120)).data } }
  expect(join({ keyed: drawn, plainScore: 0.9, seen: seen(disc(120)) })).toEqual({
    auto: { choice: 'keyer', sure: true },
    mask: drawn,
  })
})
