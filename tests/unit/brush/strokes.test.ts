import { describe, expect, it } from 'vitest'
import { StrokeRaster } from '#core/strokeRaster.ts'
import { segmentBounds, segmentsOf, tilesTouched } from '#core/strokeSegments.ts'
import { sharedStrokes, usualBrushSize, validStroke } from '#core/strokes.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'

const size = { width: 300, height: 200 }
const plain = { scale: 1, x: 0, y: 0 }

function cover(stroke: ReturnType<typeof strokeOf>, placement = plain) {
  const raster = new StrokeRaster(size, placement)
  raster.paint(stroke)
  const bytes = raster.read({ x: 0, y: 0, ...size })
  return { raster, bytes, at: (x: number, y: number) => bytes[y * size.width + x] ?? -1 }
}

describe('a stroke', () => {
  it('keeps to its limits, and to the neighbourhood of the photo', () => {
    const wild = strokeOf(
      [
        [10, 10],
        [Number.NaN, 5],
        [5000, 5],
        [20, 20],
      ],
      { size: 1e6, opacityPercent: -3, hardnessPercent: Number.NaN },
    )
    const valid = validStroke({ ...wild, size: 30 }, size)
    expect(valid?.points.map(({ x }) => x)).toEqual([10, 20])
    expect([valid?.opacityPercent, valid?.hardnessPercent]).toEqual([1, 100])
    expect(validStroke(wild, size)?.size).toBe(2000)
    expect(validStroke(strokeOf([[9000, 0]]), size)).toBeUndefined()
    expect(usualBrushSize({ width: 4000, height: 3000 })).toBe(160)
  })

  it('touches the tiles along its way and no others', () => {
    expect([...tilesTouched(strokeOf([[32, 32]]), size, 1)]).toEqual([0])
    expect([...tilesTouched(strokeOf([[64, 32]]), size, 1)]).toEqual([0, 1])
    // From the first tile to the one at its lower right, but not to the corners beside the way.
    const slanted = tilesTouched(
      strokeOf(
        [
          [10, 10],
          [180, 180],
        ],
        { size: 8 },
      ),
      size,
      1,
    )
    expect([...slanted]).toEqual(expect.arrayContaining([0, 6, 12]))
    expect(slanted.has(2)).toBe(false)
    expect([...tilesTouched(strokeOf([[600, 400]]), size, 0.1)]).toEqual([0])
    expect(tilesTouched(strokeOf([[-30, -30]]), size, 1).size).toBe(0)
  })

  it('knows the pixels that it can change', () => {
    expect(segmentBounds(segmentsOf(strokeOf([[50, 60]]), plain), size)).toEqual({
      x: 39,
      y: 49,
      width: 22,
      height: 22,
    })
    expect(segmentBounds(segmentsOf(strokeOf([[-50, 60]]), plain), size).width).toBe(0)
  })

  it('tells how many strokes two lists have in common', () => {
    const [a, b, c] = [strokeOf([[1, 1]]), strokeOf([[2, 2]]), strokeOf([[3, 3]])]
    expect([sharedStrokes([a, b], [a, b, c]), sharedStrokes([a, b], [a, c]), sharedStrokes([], [a])]).toEqual([2, 1, 0])
  })
})

describe('the cover of a stroke', () => {
  it('is a disc of its area where one place was touched', () => {
    const { bytes, at } = cover(strokeOf([[100, 100]], { size: 40 }))
    const area = bytes.reduce((sum, value) => sum + value, 0) / 255
    expect(area / (Math.PI * 400)).toBeCloseTo(1, 2)
    expect([at(100, 100), at(100, 79), at(121, 100)]).toEqual([255, 0, 0])
  })

  it('is full up to its hardness and fades from there', () => {
    const { at } = cover(strokeOf([[100.5, 100.5]], { size: 80, hardnessPercent: 50 }))
    expect([at(100, 100), at(120, 100), at(130, 100), at(141, 100)]).toEqual([255, 255, 132, 0])
    const soft = cover(strokeOf([[100.5, 100.5]], { size: 80, hardnessPercent: 0 }))
    expect(soft.at(120, 100)).toBe(130)
  })

  it('has the opacity once, however often it crosses itself', () => {
    const back = cover(
      strokeOf(
        [
          [50, 50],
          [150, 50],
          [50, 50],
          [150, 50],
        ],
        { opacityPercent: 40 },
      ),
    )
    const once = cover(
      strokeOf(
        [
          [50, 50],
          [150, 50],
        ],
        { opacityPercent: 40 },
      ),
    )
    expect(back.bytes).toEqual(once.bytes)
    expect(back.at(100, 50)).toBe(102)
  })

  it('is the same whether it is painted at once or as it grows', () => {
    const stroke = strokeOf(
      [
        [20, 20],
        [90, 33],
        [140, 120],
        [30, 170],
      ],
      { hardnessPercent: 30 },
    )
    const growing = new StrokeRaster(size, plain)
    growing.paint({ ...stroke, points: stroke.points.slice(0, 1) })
    growing.paint({ ...stroke, points: stroke.points.slice(0, 2) }, 1)
    growing.paint(stroke, 2)
    expect(growing.read({ x: 0, y: 0, ...size })).toEqual(cover(stroke).bytes)
  })

  it('is thinner where a pen was pressed less', () => {
    const stroke = strokeOf(
      [
        [50, 100],
        [250, 100],
      ],
      { size: 40 },
    )
    const [first, last] = stroke.points
    if (first === undefined || last === undefined) throw new Error('no points')
    const { bytes } = cover({ ...stroke, points: [first, { ...last, pressure: 0 }] })
    const height = (x: number) =>
      Array.from({ length: size.height }, (_, y) => bytes[y * size.width + x] ?? 0).reduce((a, b) => a + b) / 255
    expect(height(60)).toBeGreaterThan(36)
    expect(height(245)).toBeLessThan(8)
  })

  it('is the same shape at another scale and place', () => {
    const stroke = strokeOf(
      [
        [400, 400],
        [500, 300],
      ],
      { size: 100 },
    )
    const half = cover(stroke, { scale: 0.5, x: -50, y: -40 })
    const own = cover(
      strokeOf(
        [
          [150, 160],
          [200, 110],
        ],
        { size: 50 },
      ),
    )
    expect(half.bytes).toEqual(own.bytes)
  })

  it('of a line thinner than a pixel is as thin on the whole', () => {
    const { bytes } = cover(
      strokeOf(
        [
          [50, 100.5],
          [150, 100.5],
        ],
        { size: 4 },
      ),
      { scale: 0.1, x: 0, y: 90 },
    )
    const area = bytes.reduce((sum, value) => sum + value, 0) / 255
    expect(area).toBeGreaterThan(2)
    expect(area).toBeLessThan(8)
  })

  it('is read in any part, the same as the whole', () => {
    const { raster, bytes } = cover(
      strokeOf([
        [60, 60],
        [70, 130],
      ]),
    )
    const part = raster.read({ x: 55, y: 58, width: 20, height: 30 })
    for (let y = 0; y < 30; y++)
      for (let x = 0; x < 20; x++) expect(part[y * 20 + x]).toBe(bytes[(58 + y) * 300 + 55 + x])
  })
})
