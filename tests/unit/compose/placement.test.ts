import { describe, expect, test } from 'vitest'
import type { Canvas, Composition } from '#core/composition.ts'
import { place } from '#workers/compose/place.ts'
import { placementOf } from '#workers/compose/placement.ts'

const photo = { width: 300, height: 200 }
const bounds = { x: 100, y: 50, width: 40, height: 80 }
const percent = (value: number) => ({ value, unit: '%' as const })
const on = (canvas: Canvas, change: Partial<Composition> = {}, subject: typeof bounds | undefined = bounds) =>
  placementOf(photo, subject, { isSemitransparent: true, backdrop: { kind: 'transparent' }, canvas, ...change })

const size = (width: number, height: number): Canvas => ({ kind: 'size', width, height })
const aspect = (across: number, down: number): Canvas => ({ kind: 'aspect', across, down })
const middle = { xPercent: 50, yPercent: 50 }

describe('a canvas of a size', () => {
  test('is exactly so large, and holds the whole photo in its middle', () => {
    expect(on(size(600, 600))).toEqual({
      canvas: { width: 600, height: 600 },
      from: { x: 0, y: 0, ...photo },
      to: { x: 0, y: 100, width: 600, height: 400 },
    })
    expect(on(size(75, 100)).to).toEqual({ x: 0, y: 25, width: 75, height: 50 })
  })

  test('is filled by the subject as far as is wanted, where it is wanted', () => {
    const filled = on(size(1000, 500), { scalePercent: 80, position: { xPercent: 100, yPercent: 0 } })
    expect(filled).toEqual({
      canvas: { width: 1000, height: 500 },
      from: bounds,
      to: { x: 800, y: 0, width: 200, height: 400 },
    })
  })

  test('keeps what a crop has left', () => {
    const crop = { left: percent(0), right: percent(0), top: percent(0), bottom: percent(0) }
    expect(on(size(100, 100), { crop })).toEqual({
      canvas: { width: 100, height: 100 },
      from: bounds,
      to: { x: 25, y: 0, width: 50, height: 100 },
    })
  })

  test('is so large without a subject, too', () => {
    const empty = on(size(64, 64), { scalePercent: 80, position: middle }, undefined)
    expect(empty.canvas).toEqual({ width: 64, height: 64 })
  })
})

describe('a canvas of proportions', () => {
  test.each([
    [1, 1],
    [4, 5],
    [16, 9],
    [3, 4],
    [9, 16],
    [20, 10],
  ])('%i : %i has them exactly and leaves every pixel as it is', (across, down) => {
    const { canvas, from, to } = on(aspect(across, down))
    expect(canvas.width * down).toBe(canvas.height * across)
    expect([to.width, to.height]).toEqual([from.width, from.height])
    expect(canvas.width >= photo.width && canvas.height >= photo.height).toBe(true)
    const filled = on(aspect(across, down), { scalePercent: 80, position: middle })
    expect(filled.canvas.width * down).toBe(filled.canvas.height * across)
    expect([filled.to.width, filled.to.height]).toEqual([40, 80])
  })

  test('leaves the subject its share', () => {
    expect(on(aspect(1, 1), { scalePercent: 80, position: { xPercent: 50, yPercent: 100 } })).toEqual({
      canvas: { width: 100, height: 100 },
      from: bounds,
      to: { x: 30, y: 20, width: 40, height: 80 },
    })
  })

  test('never takes more memory than a device has', () => {
    const huge = placementOf(
      { width: 9000, height: 6000 },
      { x: 0, y: 0, width: 9000, height: 6000 },
      {
        isSemitransparent: true,
        backdrop: { kind: 'transparent' },
        canvas: aspect(1, 1),
        scalePercent: 10,
        position: middle,
      },
    )
    expect(huge.canvas.width * huge.canvas.height).toBeLessThanOrEqual(8192 * 8192)
    expect(huge.canvas.width).toBe(huge.canvas.height)
  })
})

test('a subject that keeps its size keeps every pixel', () => {
  const data = Uint8ClampedArray.from({ length: photo.width * photo.height * 4 }, (_, at) => (at * 7919) % 251)
  const placement = on(aspect(1, 1), { scalePercent: 80, position: middle })
  const placed = place({ ...photo, data }, placement)
  for (const [x, y] of [
    [0, 0],
    [39, 79],
    [20, 3],
  ] as const) {
    const to = ((placement.to.y + y) * placement.canvas.width + placement.to.x + x) * 4
    const from = ((bounds.y + y) * photo.width + bounds.x + x) * 4
    expect(placed.subarray(to, to + 4)).toEqual(data.subarray(from, from + 4))
  }
})
