import { describe, expect, test } from 'vitest'
import type { Composition, Turn } from '#core/composition.ts'
import type { Rect } from '#core/geometry.ts'
import { coded } from '#core/lightCurve.ts'
import { boundsOf } from '#workers/compose/bounds.ts'
import { compose } from '#workers/compose/compose.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'

const size = { width: 120, height: 90 }
const plain: Composition = { isSemitransparent: true, backdrop: { kind: 'transparent' } }
const turn = (degrees: number, change: Partial<Turn> = {}): { turn: Turn } => ({
  turn: { degrees, isFlippedAcross: false, isFlippedDown: false, ...change },
})
const centre = (xPercent: number, yPercent: number) => ({ centre: { xPercent, yPercent } })

/** A rectangle whose every pixel has a colour of its own. */
function board({ x, y, width, height }: Rect): FinishedCutout {
  const alpha = new Uint8Array(size.width * size.height)
  const pixels = new Uint8ClampedArray(alpha.length * 4)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const index = (y + row) * size.width + x + column
      alpha[index] = 255
      pixels.set([column, row, 200, 255], index * 4)
    }
  return { size, colourSpace: 'srgb', pixels, alpha }
}

const subject: Rect = { x: 30, y: 20, width: 40, height: 26 }
const made = (change: Partial<Composition>, of = board(subject)) =>
  compose(of, { ...plain, ...change }, { layers: false })
const at = ({ cutout }: ReturnType<typeof made>, x: number, y: number) => [
  ...cutout.pixels.subarray((y * cutout.size.width + x) * 4, (y * cutout.size.width + x) * 4 + 4),
]

describe('flips and quarter turns move pixels and change none', () => {
  test.each<[string, Turn, Rect, number[], number[]]>([
    ['flipped across', turn(0, { isFlippedAcross: true }).turn, subject, [39, 0], [0, 25]],
    ['flipped down', turn(0, { isFlippedDown: true }).turn, subject, [0, 25], [39, 0]],
    ['upside down', turn(180).turn, subject, [39, 25], [0, 0]],
    ['a quarter to the right', turn(90).turn, { x: 37, y: 13, width: 26, height: 40 }, [0, 25], [39, 0]],
    ['a quarter to the left', turn(-90).turn, { x: 37, y: 13, width: 26, height: 40 }, [39, 0], [0, 25]],
    [
      'flipped, then a quarter',
      turn(90, { isFlippedAcross: true }).turn,
      { x: 37, y: 13, width: 26, height: 40 },
      [39, 25],
      [0, 0],
    ],
  ])('%s', (_, turned, box, first, last) => {
    const result = made({ turn: turned })
    expect(result.foreground).toEqual(box)
    expect(at(result, box.x, box.y)).toEqual([...first, 200, 255])
    expect(at(result, box.x + box.width - 1, box.y + box.height - 1)).toEqual([...last, 200, 255])
    const colours = new Set(new Uint32Array(result.cutout.pixels.buffer))
    expect(colours.size).toBe(40 * 26 + 1)
  })

  test('four quarters give the first picture again', () => {
    const square = { x: 40, y: 20, width: 30, height: 30 }
    let whole = board(square)
    for (let quarter = 0; quarter < 4; quarter += 1) whole = made(turn(90), whole).cutout
    expect(Buffer.from(whole.pixels).equals(Buffer.from(board(square).pixels))).toBe(true)
  })
})

describe('a subject that a hand has put somewhere', () => {
  test('keeps every pixel as long as nobody sizes it, also where it leaves the canvas', () => {
    const result = made(centre(100, 50))
    expect(result.cutout.size).toEqual(size)
    expect(result.foreground).toEqual({ x: 100, y: 32, width: 20, height: 26 })
    expect(at(result, 100, 32)).toEqual([0, 0, 200, 255])
    expect(at(result, 119, 57)).toEqual([19, 25, 200, 255])
  })
  test('is as large as is asked for', () => {
    expect(made({ ...centre(50, 50), scalePercent: 50 }).foreground).toEqual({ x: 30, y: 26, width: 60, height: 39 })
    const canvas = { kind: 'size', width: 200, height: 100 } as const
    expect(made({ canvas, ...centre(25, 50), scalePercent: 100 }).foreground).toEqual({
      x: 0,
      y: 0,
      width: 127,
      height: 100,
    })
  })
  test('keeps its size on proportions, which grow to its share', () => {
    const canvas = { kind: 'aspect', across: 1, down: 1 } as const
    const result = made({ canvas, ...centre(50, 50), scalePercent: 50 })
    expect(result.cutout.size).toEqual({ width: 80, height: 80 })
    expect(result.foreground).toEqual({ x: 20, y: 27, width: 40, height: 26 })
  })
})

describe('a turned subject', () => {
  test('fills what it is to fill with what it takes up then, and is cut to that', () => {
    const canvas = { kind: 'size', width: 60, height: 60 } as const
    const filled = made({ canvas, scalePercent: 80, position: { xPercent: 50, yPercent: 100 }, ...turn(45) })
    const { x = 0, y = 0, width = 0, height = 0 } = filled.foreground ?? {}
    expect(Math.abs(Math.max(width, height) - 48)).toBeLessThanOrEqual(2)
    expect(Math.abs(y + height - 60)).toBeLessThanOrEqual(1)
    expect(Math.abs(x + width / 2 - 30)).toBeLessThanOrEqual(1)
    const none = { value: 0, unit: 'px' } as const
    const cut = made({ crop: { left: none, top: none, right: none, bottom: none }, ...turn(30) })
    const seen = boundsOf({ ...cut.cutout.size, data: cut.cutout.alpha })
    expect(cut.cutout.size.width - (seen?.width ?? 0)).toBeLessThanOrEqual(2)
    expect(cut.cutout.size.height - (seen?.height ?? 0)).toBeLessThanOrEqual(2)
    // A rectangle's own size at that angle.
    expect(Math.abs(cut.cutout.size.width - (40 * Math.cos(Math.PI / 6) + 26 / 2))).toBeLessThanOrEqual(2)
  })

  test.each([17, -73, 45, 178.5])('by %i degrees is what floating numbers say', (degrees) => {
    // A disc with a soft rim, whose light runs evenly to the right: known at every place, whatever the angle.
    const radius = 30
    const lightAt = (u: number) => 0.5 + u / 100
    const alphaAt = (u: number, v: number) => Math.min(1, Math.max(0, (radius + 2 - Math.hypot(u, v)) / 4))
    const drawn = (cos: number, sin: number) => (x: number, y: number) => {
      const [dx, dy] = [x + 0.5 - 60, y + 0.5 - 45]
      const [u, v] = [cos * dx + sin * dy, cos * dy - sin * dx]
      return { code: coded(lightAt(u)) * 255, alpha: alphaAt(u, v) * 255 }
    }
    const whole = board({ x: 0, y: 0, width: 0, height: 0 })
    const upright = drawn(1, 0)
    for (let index = 0; index < whole.alpha.length; index += 1) {
      const { code, alpha } = upright(index % size.width, Math.floor(index / size.width))
      whole.alpha[index] = alpha
      if (alpha >= 0.5) whole.pixels.set([code, code, code, alpha], index * 4)
    }
    const result = made(turn(degrees), whole).cutout
    const angle = (degrees * Math.PI) / 180
    const wanted = drawn(Math.cos(angle), Math.sin(angle))
    let [colours, alphas, seen] = [0, 0, 0]
    for (let index = 0; index < whole.alpha.length; index += 1) {
      const { code, alpha } = wanted(index % size.width, Math.floor(index / size.width))
      alphas += Math.abs((result.alpha[index] ?? 0) - alpha)
      seen += alpha / 255
      colours += (alpha / 255) * Math.abs((result.pixels[index * 4] ?? 0) - code)
    }
    expect(alphas / whole.alpha.length).toBeLessThanOrEqual(0.5)
    expect(colours / seen).toBeLessThanOrEqual(0.5)
  })

  test('has no fringe of what is not seen', () => {
    const white = board(subject)
    for (let at = 0; at < white.pixels.length; at += 4)
      white.pixels.set((white.pixels[at + 3] ?? 0) > 0 ? [255, 255, 255] : [0, 0, 0], at)
    const { pixels } = made(turn(33), white).cutout
    for (let at = 0; at < pixels.length; at += 4)
      if ((pixels[at + 3] ?? 0) > 0) expect([...pixels.subarray(at, at + 3)]).toEqual([255, 255, 255])
  })
})
