import { describe, expect, it } from 'vitest'
import { edgePresets } from '#core/edgePresets.ts'
import { type EdgeSettings, initialEdges } from '#core/edges.ts'
import { joinAlpha } from '#workers/edges/joinAlpha.ts'
import { mapObjects } from '#workers/edges/objects.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { chooseObjects, clearMask, shapeMask, softenMask } from '#workers/edges/shapeMask.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

const withEdges = (change: Partial<EdgeSettings>) => ({ ...initialEdges, ...change })

interface Disc {
  x: number
  y: number
  radius: number
}

/** Solid discs with an edge one pixel wide; those after a `-` are holes. */
function discs(width: number, height: number, solid: Disc[], holes: Disc[] = []): GrayRaster {
  const data = new Uint8Array(width * height)
  const covered = (x: number, y: number, all: Disc[]) =>
    Math.max(0, ...all.map((disc) => Math.min(1, Math.max(0, disc.radius + 0.5 - Math.hypot(x - disc.x, y - disc.y)))))
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5]
    data[i] = Math.round(255 * Math.min(covered(x, y, solid), 1 - covered(x, y, holes)))
  }
  return { width, height, data }
}

const area = ({ data }: GrayRaster) => data.reduce((sum, value) => sum + value, 0) / 255
const at = ({ width, data }: GrayRaster, x: number, y: number) => data[y * width + x]

const [large, small] = [
  { x: 120, y: 150, radius: 80 },
  { x: 320, y: 70, radius: 30 },
]
const two = discs(400, 300, [large, small])

describe('a mask', () => {
  it('stays as it is with the usual edges', () => {
    expect(shapeMask(two, initialEdges).data).toEqual(two.data)
  })

  it('keeps the largest object, or those that are picked by a place in or near them', () => {
    const largest = shapeMask(two, withEdges({ objects: { keep: 'largest' } }))
    expect([at(largest, 120, 150), at(largest, 320, 70)]).toEqual([255, 0])
    for (const place of [
      { x: 320 / 400, y: 70 / 300 },
      { x: 356 / 400, y: 70 / 300 },
    ]) {
      const picked = shapeMask(two, withEdges({ objects: { keep: 'picked', at: [place] } }))
      expect(picked.data).toEqual(discs(400, 300, [small]).data)
    }
    expect(area(shapeMask(two, withEdges({ objects: { keep: 'picked', at: [] } })))).toBe(0)
  })

  it('loses specks and holes by their size relative to the photo', () => {
    const holed = discs(400, 300, [large, { x: 350, y: 250, radius: 4 }], [{ x: 120, y: 150, radius: 5 }])
    const dropped = shapeMask(holed, withEdges({ dropSpecks: true, speckPercent: 3 }))
    expect([at(dropped, 350, 250), at(dropped, 120, 150)]).toEqual([0, 0])
    const filled = shapeMask(holed, withEdges({ fillHoles: true, holePercent: 4 }))
    expect([at(filled, 350, 250), at(filled, 120, 150)]).toEqual([255, 255])
    expect(at(shapeMask(holed, withEdges({ fillHoles: true, holePercent: 1 })), 120, 150)).toBe(0)
  })

  it('is hard and smooth after postProcessMask', () => {
    const { data } = shapeMask(two, withEdges({ postProcessMask: true }))
    expect(data.every((value) => value === 0 || value === 255)).toBe(true)
    expect(area({ ...two, data })).toBeGreaterThan(0.97 * area(two))
  })

  it('comes out alike on the screen and in the file, whatever is set', () => {
    const photo = { width: 1600, height: 1200 }
    const [big, little] = [large, small].map(({ x, y, radius }) => ({ x: x * 4, y: y * 4, radius: radius * 4 }))
    if (big === undefined || little === undefined) throw new Error('two discs')
    const full = discs(photo.width, photo.height, [big, little], [{ x: 480, y: 600, radius: 24 }])
    const reduced = reduceMask(full, { width: 400, height: 300 })
    const settings = [
      ...edgePresets.map(({ edges }) => edges),
      withEdges({ growPixels: 8, featherPixels: 4 }),
      withEdges({ growPixels: -12 }),
      withEdges({ fillHoles: true, dropSpecks: true, speckPercent: 22 }),
      withEdges({ objects: { keep: 'picked', at: [{ x: 0.8, y: 0.23 }] }, invert: true }),
    ]
    for (const edges of settings) {
      const cleared = clearMask(reduced, edges, 0.25)
      const onScreen = softenMask(chooseObjects(cleared, mapObjects(cleared), edges), edges, 0.25)
      const inFile = reduceMask(shapeMask(full, edges), reduced)
      const error = onScreen.data.reduce((sum, value, i) => sum + Math.abs(value - (inFile.data[i] ?? 0)), 0)
      // The edges of both discs are some 700 pixels long; each pixel may differ by a fraction.
      expect(error / 255, JSON.stringify(edges)).toBeLessThan(200)
    }
  })
})

describe('objects', () => {
  it('are told with their share, box and a place inside', () => {
    const { objects } = mapObjects(two)
    expect(objects.map(({ share }) => Math.round(share * 400 * 300))).toEqual([
      expect.closeTo(Math.PI * 30 ** 2, -2),
      expect.closeTo(Math.PI * 80 ** 2, -3),
    ])
    for (const [index, disc] of [small, large].entries()) {
      const { box, at: place } = objects[index] ?? { box: undefined, at: { x: 0, y: 0 } }
      expect(box?.width).toBeCloseTo((2 * disc.radius + 1) / 400, 1)
      expect(Math.hypot(place.x * 400 - disc.x, place.y * 300 - disc.y)).toBeLessThan(disc.radius)
    }
  })

  it('of a large photo are those of its small copy, so that the file agrees with the screen', () => {
    // A gap of one pixel in 3000 is no gap for a person.
    const width = 3000
    const split = { width, height: 900, data: new Uint8Array(width * 900).fill(255) }
    for (let y = 0; y < 900; y++) split.data[y * width + 1500] = 0
    expect(mapObjects(split).objects).toHaveLength(1)
  })
})

describe('a smaller mask', () => {
  it('is the mean of what it covers', () => {
    const mask = { width: 3, height: 2, data: Uint8Array.of(255, 0, 0, 255, 0, 60) }
    expect([...reduceMask(mask, { width: 1, height: 1 }).data]).toEqual([95])
    expect([...reduceMask(mask, { width: 2, height: 2 }).data]).toEqual([170, 0, 170, 40])
    expect(reduceMask(mask, { width: 3, height: 2 })).toBe(mask)
  })

  it('keeps the area of any mask', () => {
    for (const [width, height] of [
      [133, 100],
      [399, 299],
      [57, 201],
    ] as const) {
      const share = area(reduceMask(two, { width, height })) / (width * height)
      expect(share).toBeCloseTo(area(two) / (400 * 300), 3)
    }
  })
})

it('the alpha that a photo had is joined with the mask, passed over, or taken instead', () => {
  const pixels = Uint8ClampedArray.of(0, 0, 0, 255, 0, 0, 0, 100, 0, 0, 0, 0)
  const mask = Uint8Array.of(200, 255, 255)
  expect([...joinAlpha(mask, pixels, 'multiply')]).toEqual([200, 100, 0])
  expect(joinAlpha(mask, pixels, 'ignore')).toBe(mask)
  expect([...joinAlpha(mask, pixels, 'keep')]).toEqual([255, 100, 0])
})
