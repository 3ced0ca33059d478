import { describe, expect, it, test } from 'vitest'
import { nanoSide } from '#core/nano.ts'
import { success } from '#core/outcome.ts'
import { seeInFrame } from '#workers/matting/nano/seeInFrame.ts'
import { pictureInFrame } from '#workers/pixels/frame.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'

type Colour = readonly [number, number, number]
type Painter = (x: number, y: number) => Colour
const [width, height] = [300, 200]

function paint(colourAt: Painter): RgbaPixels {
  const data = new Uint8Array(4 * width * height).fill(255)
  for (let at = 0; at < width * height; at++) data.set(colourAt(at % width, Math.floor(at / width)), 4 * at)
  return { width, height, data }
}

/** Leaves of many shades of green and brown. */
const leaves: Painter = (x, y) => [90 + 50 * Math.sin(x / 5), 120 + 60 * Math.sin(y / 7 + x / 11), 60]

const framed =
  (colour: Colour, [top, right, bottom, left]: readonly [number, number, number, number], picture = leaves): Painter =>
  (x, y) =>
    x < left || y < top || x >= width - right || y >= height - bottom ? colour : picture(x, y)

describe('the picture within a frame', () => {
  it.each([
    ['a scanned print', [255, 255, 255], [20, 20, 20, 20]],
    ['a print with a broad foot', [250, 249, 244], [12, 12, 50, 12]],
    ['bars above and below', [0, 0, 0], [30, 0, 30, 0]],
    ['bars at both sides', [0, 0, 0], [0, 40, 0, 40]],
    ['a grey mount', [128, 128, 128], [16, 24, 16, 24]],
  ] as const)('%s', (_, colour, [top, right, bottom, left]) => {
    const found = pictureInFrame(paint(framed(colour, [top, right, bottom, left])))
    expect(found).toEqual({ x: left, y: top, width: width - left - right, height: height - top - bottom })
  })

  it('is found within a second frame, too', () => {
    const line = framed([30, 20, 20], [35, 35, 35, 35])
    const found = pictureInFrame(
      paint((x, y) => (x < 25 || y < 25 || x >= width - 25 || y >= height - 25 ? [255, 255, 255] : line(x, y))),
    )
    expect(found).toEqual({ x: 35, y: 35, width: 230, height: 130 })
  })

  it('a print that lies a little askew keeps all of its picture', () => {
    const tilt = 0.01
    const found = pictureInFrame(
      paint((x, y) => {
        const [u, v] = [x + tilt * (y - 100), y - tilt * (x - 150)]
        return u < 25 || v < 25 || u >= 275 || v >= 175 ? [255, 255, 255] : leaves(x, y)
      }),
    )
    expect(found?.x).toBeGreaterThan(20)
    expect(found?.x).toBeLessThanOrEqual(25)
    expect(found?.y).toBeGreaterThan(20)
    expect(found?.y).toBeLessThanOrEqual(25)
  })

  it.each<readonly [string, Painter]>([
    ['a round thing on white', (x, y) => (Math.hypot(x - 150, y - 100) < 70 ? leaves(x, y) : [255, 255, 255])],
    ['a box of one colour on white', framed([255, 255, 255], [30, 30, 30, 30], () => [40, 70, 120])],
    ['a picture without a frame', leaves],
    ['an empty wall', () => [240, 240, 240]],
    ['a stamp in a large field', framed([255, 255, 255], [70, 110, 70, 110])],
    ['margins on one side only', framed([255, 255, 255], [0, 0, 60, 0])],
  ])('%s is none', (_, painter) => {
    expect(pictureInFrame(paint(painter))).toBeUndefined()
  })
})

/** A network that takes what is red for the subject, and a frame round all, which it was never shown, for a part of it. */
const findsRed = async (input: Float32Array) => {
  const area = nanoSide ** 2
  const data = Float32Array.from({ length: area }, (_, at) =>
    Math.max(0, Math.min(1, (input[at] ?? 0) - (input[area + at] ?? 0) - 0.4)),
  )
  const isWhite = (at: number) => [0, 1, 2].every((plane) => (input[plane * area + at] ?? 0) > 0.95)
  return success({ width: nanoSide, height: nanoSide, data: data.map((alpha, at) => (isWhite(at) ? 0.9 : alpha)) })
}

test('in a framed photo the subject is that of the picture within', async () => {
  const figure: Painter = (x, y) => (Math.hypot(x - 150, y - 100) < 40 ? [255, 0, 0] : leaves(x, y))
  const seen = await seeInFrame(paint(framed([255, 255, 255], [20, 20, 20, 20], figure)), findsRed)
  if (!seen.ok) throw new Error(seen.reason)
  const { part, mask, subject, plain, looks } = seen.value
  expect(part).toEqual({ x: 20, y: 20, width: 260, height: 160 })
  expect(mask.data[0]).toBe(0)
  expect(subject?.box.x).toBeCloseTo(110 / 300, 1)
  expect(subject?.box.width).toBeCloseTo(80 / 300, 1)
  expect(plain.data[0]).toBe(0)
  expect(plain.data[(nanoSide / 2) * nanoSide + nanoSide / 2]).toBeGreaterThan(0.9)
  const both = await looks()
  // The disc is in the middle: its mirror image is where it is.
  expect(both.ok && both.value.mirror.data).toEqual(plain.data)
})

test('where all of the picture is the subject, the frame is its backdrop', async () => {
  const poster: Painter = (x, y) => [255, 20 * Math.sin(x / 5) + 20, y % 100]
  const seen = await seeInFrame(paint(framed([245, 235, 235], [20, 20, 20, 20], poster)), findsRed)
  expect(seen.ok && seen.value.part).toBeUndefined()
})
