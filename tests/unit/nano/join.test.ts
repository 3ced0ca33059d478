import { expect, test } from 'vitest'
import { join as joinBoth } from '#workers/matting/auto/join.ts'
import type { View } from '#workers/matting/nano/eye.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'

const [width, height] = [640, 480]

type Inside = (x: number, y: number) => boolean

const disc =
  (radius: number, left = 320): Inside =>
  (x, y) =>
    Math.hypot(x - left, y - 240) < radius

type Both = Parameters<typeof joinBoth>[0]

const join = (both: Omit<Both, 'isShadeAt'>, isShadeAt: Both['isShadeAt'] = () => false) =>
  joinBoth({ ...both, isShadeAt })

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

/** What the network gives of the same, squeezed into its square; `mirrored` is what it gives of the mirror image. */
function seen(inside: Inside, mirrored = inside): View {
  return { plain: plane(inside), mirror: plane(mirrored) }
}

function plane(inside: Inside): AlphaPlane {
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

test('where the network does not know what it sees, the keyer is believed on a plain backdrop, and it is not called sure', () => {
  const glasses: Inside = (x, y) => disc(60, 220)(x, y) || disc(60, 420)(x, y)
  const drawn = keyed(glasses)
  const unsteady = seen(disc(60, 220), disc(60, 420))
  expect(join({ keyed: drawn, plainScore: 0.9, seen: unsteady })).toEqual({
    auto: { choice: 'keyer', sure: false },
    mask: drawn,
  })
  expect(join({ keyed: drawn, plainScore: 0.6, seen: unsteady }).auto.choice).toBe('nano')
})

test('a subject of which the keyer has seen next to nothing, as of glass, is left to the network', () => {
  const gleam: Inside = (x, y) => disc(120)(x, y) && !disc(112)(x, y)
  expect(join({ keyed: keyed(gleam), plainScore: 0.9, seen: seen(disc(120)) })).toEqual({
    auto: { choice: 'nano', sure: false },
    mask: undefined,
  })
})

test('what lies beside the subject and is no part of it goes: a shadow, and what comes in from the border; a string stays', () => {
  const beside = (x: number, y: number) => x > 430 && x < 520 && y > 300 && y < 340
  const corner = (x: number, y: number) => x > 600 && y < 40
  const string = (x: number, y: number) => x > 316 && x < 324 && y > 20 && y < 130
  const all: Inside = (x, y) => disc(120)(x, y) || beside(x, y) || corner(x, y) || string(x, y)
  const both = { keyed: keyed(all), plainScore: 0.9, seen: seen(disc(120)) }
  const alphasOf = ({ mask }: ReturnType<typeof join>) =>
    [
      [320, 240],
      [475, 320],
      [620, 20],
      [320, 60],
    ].map(([x = 0, y = 0]) => mask?.data[y * width + x])
  const isShade = (x: number) => x * width > 425
  expect(alphasOf(join(both, isShade))).toEqual([255, 0, 0, 255])
  expect(alphasOf(join(both)), 'what is no shade').toEqual([255, 255, 0, 255])
  const unsteady = { ...both, seen: seen(disc(120), disc(100)), plainScore: 0.7 }
  expect(join(unsteady, isShade).mask?.data[320 * width + 475], 'by a network that is not steady').toBe(255)
})
