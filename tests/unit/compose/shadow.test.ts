import { describe, expect, test } from 'vitest'
import type { ShadowKind } from '#core/composition.ts'
import { boundsOf } from '#workers/compose/bounds.ts'
import { shadeOf } from '#workers/compose/shadow.ts'
import { standingLine } from '#workers/compose/standingLine.ts'

const size = { width: 300, height: 200 }

/** What is solid where this says so, its bounds, and its alpha. */
function subject(isSolid: (x: number, y: number) => boolean) {
  const data = Uint8Array.from({ length: size.width * size.height }, (_, index) =>
    isSolid(index % size.width, Math.floor(index / size.width)) ? 255 : 0,
  )
  const bounds = boundsOf({ ...size, data })
  if (bounds === undefined) throw new Error('it is seen')
  return { data, bounds }
}

/** A body on two legs 20 wide; the right one ends so much higher than the left one, at row 160. */
const onLegs = (higher: number) =>
  subject((x, y) => {
    if (y >= 60 && y < 110) return x >= 80 && x < 220
    if (y < 110) return false
    return (x >= 90 && x < 110 && y < 160) || (x >= 190 && x < 210 && y < 160 - higher)
  })

const disc = subject((x, y) => Math.hypot(x - 150, y - 100) < 50)

describe('the line on which a subject stands', () => {
  test('is level below what stands on one place', () => {
    const line = standingLine(disc.data, size, disc.bounds)
    expect(new Set(line)).toEqual(new Set([disc.bounds.y + disc.bounds.height]))
  })
  test.each([0, 12])('goes from foot to foot, though one is %i pixels farther back', (higher) => {
    const { data, bounds } = onLegs(higher)
    const line = standingLine(data, size, bounds)
    expect(line[100 - bounds.x]).toBeCloseTo(160, -0.5)
    expect(line[200 - bounds.x]).toBeCloseTo(160 - higher, -0.5)
    expect(line[150 - bounds.x]).toBeCloseTo(160 - higher / 2, -0.5)
    // Beyond its feet it goes on level.
    expect(line.at(0)).toBeCloseTo(160, -0.5)
    expect(line.at(-1)).toBeCloseTo(160 - higher, -0.5)
  })
  test('passes below a leg that is lifted', () => {
    const { data, bounds } = subject((x, y) => {
      if (y >= 60 && y < 110) return x >= 80 && x < 220
      const end = x >= 140 && x < 160 ? 140 : 160
      return y >= 110 && y < end && [90, 140, 190].some((left) => x >= left && x < left + 20)
    })
    expect(new Set(standingLine(data, size, bounds))).toEqual(new Set([160]))
  })
})

describe('a shadow on the ground', () => {
  const shade = (of: ReturnType<typeof subject>, kind: ShadowKind) =>
    shadeOf(of.data, size, of.bounds, { kind, opacityPercent: 100 }).fallen

  test.each([0, 12])('touches both feet where one is %i pixels farther back', (higher) => {
    const fallen = shade(onLegs(higher), 'contact')
    for (const [x, end] of [
      [100, 160],
      [200, 160 - higher],
    ] as const) {
      const dark = (y: number) => fallen[y * size.width + x] ?? 0
      expect(dark(end)).toBeGreaterThan(150)
      // No lighter gap lies between a foot and its shadow.
      for (let y = end; y < end + 12; y += 1) expect(dark(y + 1)).toBeLessThanOrEqual(dark(y))
      expect(dark(end + 14)).toBe(0)
    }
  })

  test('that is cast begins where the subject ends and falls to the right', () => {
    const fallen = shade(disc, 'cast')
    const columns = (y: number) => [...fallen.subarray(y * size.width, (y + 1) * size.width)]
    const middle = (y: number) => {
      const row = columns(y)
      return row.reduce((sum, value, x) => sum + value * x, 0) / row.reduce((sum, value) => sum + value, 0)
    }
    // 30 % as high as what throws it, moved by 0.6 of the height in which that is.
    expect(middle(142)).toBeCloseTo(150 + 0.6 * (8 / 0.3), -1)
    expect(middle(125)).toBeCloseTo(150 + 0.6 * (25 / 0.3), -1)
    expect(Math.max(...columns(160))).toBe(0)
  })
})
