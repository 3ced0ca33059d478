import { describe, expect, it } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { type AlphaKind, drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite, drawTexture } from '#tests/fixtures/scenes/composite.ts'
import type { FloatRaster, GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { CellAxis } from '#workers/pixels/upsample/cellAxis.ts'
import { blurCells } from '#workers/pixels/upsample/cellBlur.ts'
import { averageCells } from '#workers/pixels/upsample/cellGrid.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'
import { TileUpsampler } from '#workers/pixels/upsample/upsampleTile.ts'

const dark = [
  [40, 26, 18],
  [96, 66, 44],
] as const
const bright = [
  [120, 170, 220],
  [235, 235, 190],
] as const

function scene(kind: AlphaKind, width: number, height: number): { alpha: FloatRaster; photo: RgbaRaster } {
  const alpha = drawAlpha(kind, width, height, 7)
  const foreground = drawTexture(width, height, [dark[0], dark[1]], seededRandom(1))
  const background = drawTexture(width, height, [bright[0], bright[1]], seededRandom(2))
  return { alpha, photo: composite(alpha, foreground, background) }
}

function reduce(alpha: FloatRaster, width: number, height: number): FloatRaster {
  const data = new Float32Array(width * height)
  const tile = {
    cells: { left: 0, right: width, top: 0, bottom: height },
    pixels: { left: 0, right: alpha.width, top: 0, bottom: alpha.height },
  }
  const [across, down] = [new CellAxis(alpha.width, width), new CellAxis(alpha.height, height)]
  averageCells(tile, across, down, alpha.data, data)
  return { width, height, data }
}

function bilinear(mask: FloatRaster, width: number, height: number): GrayRaster {
  const data = new Uint8Array(width * height)
  const at = (x: number, y: number) =>
    mask.data[Math.min(Math.max(y, 0), mask.height - 1) * mask.width + Math.min(Math.max(x, 0), mask.width - 1)] ?? 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [((x + 0.5) * mask.width) / width - 0.5, ((y + 0.5) * mask.height) / height - 0.5]
      const [cx, cy] = [Math.floor(u), Math.floor(v)]
      const upper = at(cx, cy) * (cx + 1 - u) + at(cx + 1, cy) * (u - cx)
      const lower = at(cx, cy + 1) * (cx + 1 - u) + at(cx + 1, cy + 1) * (u - cx)
      data[y * width + x] = Math.round((upper * (cy + 1 - v) + lower * (v - cy)) * 255)
    }
  }
  return { width, height, data }
}

function meanError(mask: GrayRaster, truth: FloatRaster): number {
  return mask.data.reduce((sum, value, i) => sum + Math.abs(value / 255 - (truth.data[i] ?? 0)), 0) / mask.data.length
}

function toBytes(mask: FloatRaster): GrayRaster {
  return {
    width: mask.width,
    height: mask.height,
    data: Uint8Array.from(mask.data, (value) => Math.round(value * 255)),
  }
}

describe('raising a mask to the size of its photo', () => {
  it.each(['hair', 'fur', 'glass', 'net', 'product'] as const)(
    'follows the photo far closer than bilinear does: %s',
    (kind) => {
      const { alpha, photo } = scene(kind, 320, 240)
      const small = reduce(alpha, 80, 60)
      const plain = meanError(bilinear(small, 320, 240), alpha)
      expect(meanError(upsampleMask(toBytes(small), photo), alpha)).toBeLessThan(0.6 * plain)
    },
  )

  it.each(['motion', 'defocus'] as const)('is no worse than bilinear where the alpha is smooth: %s', (kind) => {
    const { alpha, photo } = scene(kind, 320, 240)
    const small = reduce(alpha, 80, 60)
    expect(meanError(upsampleMask(toBytes(small), photo), alpha)).toBeLessThan(
      meanError(bilinear(small, 320, 240), alpha),
    )
  })

  it('takes back the bleeding of a soft mask without being told of it', () => {
    const { alpha, photo } = scene('product', 320, 240)
    const small = reduce(alpha, 80, 60)
    blurCells(small.data, small.data, 80, 60, 0.7, new Float32Array(80 * 60))
    const found = meanError(upsampleMask(small, photo), alpha)
    expect(found).toBeLessThan(0.5 * meanError(upsampleMask(small, photo, { softness: 0 }), alpha))
  })

  it('gives the mask again when averaged over its cells', () => {
    const { alpha, photo } = scene('fur', 320, 240)
    const small = reduce(alpha, 80, 60)
    const raised = upsampleMask(small, photo, { softness: 0 })
    const again = reduce({ ...raised, data: Float32Array.from(raised.data, (value) => value / 255) }, 80, 60)
    const misses = again.data.map((value, i) => Math.abs(value - (small.data[i] ?? 0)))
    expect(misses.reduce((sum, miss) => sum + miss, 0) / misses.length).toBeLessThan(0.004)
  })

  it('works with factors that differ across and down and are not whole', () => {
    const { alpha, photo } = scene('fur', 331, 187)
    const small = reduce(alpha, 64, 64)
    const raised = upsampleMask(toBytes(small), photo)
    expect([raised.width, raised.height]).toEqual([331, 187])
    expect(meanError(raised, alpha)).toBeLessThan(0.75 * meanError(bilinear(small, 331, 187), alpha))
  })

  it('works from a sixteenth of the size', () => {
    const { alpha, photo } = scene('product', 640, 480)
    const small = reduce(alpha, 40, 30)
    expect(meanError(upsampleMask(toBytes(small), photo), alpha)).toBeLessThan(
      0.6 * meanError(bilinear(small, 640, 480), alpha),
    )
  })

  it('keeps empty and full masks as they are', () => {
    const { photo } = scene('hair', 100, 70)
    for (const value of [0, 255]) {
      const raised = upsampleMask({ width: 25, height: 20, data: new Uint8Array(500).fill(value) }, photo)
      expect(raised.data.every((alpha) => alpha === value)).toBe(true)
    }
  })

  it.each([0, 1])('is bilinear where a mask hardly changes, between parts that are wholly %d', (end) => {
    const { photo } = scene('hair', 170, 61)
    const haze = (x: number) => Math.max(0, 0.009 * Math.min(x - 5, 30 - x))
    const mask = { width: 33, height: 12, data: new Float32Array(33 * 12) }
    for (let i = 0; i < mask.data.length; i++) mask.data[i] = Math.abs(end - haze(i % 33))
    const wanted = bilinear(mask, 170, 61).data
    const raised = upsampleMask(mask, photo).data
    expect(raised.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) <= 1)).toBe(true)
    expect([raised[0], raised[20], raised[169]]).toEqual([end * 255, end * 255, end * 255])
  })

  it('leaves a mask of the size of the photo alone', () => {
    const { alpha, photo } = scene('fur', 90, 60)
    const mask = toBytes(alpha)
    expect(upsampleMask(mask, photo).data).toEqual(mask.data)
  })

  it('averages a mask down that is finer than the photo', () => {
    const { photo } = scene('fur', 30, 20)
    const raised = upsampleMask(toBytes(drawAlpha('product', 60, 40, 3)), photo)
    const expected = reduce(drawAlpha('product', 60, 40, 3), 30, 20)
    for (const [i, value] of raised.data.entries())
      expect(Math.abs(value - (expected.data[i] ?? 0) * 255)).toBeLessThan(1.5)
  })

  it.each([
    [1, 1],
    [2, 1],
    [3, 5],
  ])('takes masks as small as %i by %i', (width, height) => {
    const { photo } = scene('fur', 40, 30)
    const mask = { width, height, data: Uint8Array.from({ length: width * height }, (_, i) => (i * 90) % 256) }
    expect(upsampleMask(mask, photo).data).toHaveLength(1200)
  })

  it('gives the same in tiles as in one piece', () => {
    const { alpha, photo } = scene('fur', 480, 360)
    const small = reduce(alpha, 120, 90)
    const [across, down] = [new CellAxis(480, 120), new CellAxis(360, 90)]
    const whole = new TileUpsampler(
      { mask: small, band: new Uint8Array(120 * 90).fill(1), photo, across, down },
      480 * 360,
      121 * 91,
    )
    const expected = whole.raise({ left: 0, right: 120, top: 0, bottom: 90 }, 0).alpha
    const misses = Array.from(upsampleMask(small, photo, { softness: 0 }).data, (value, i) =>
      Math.abs(value - 255 * (expected[i] ?? 0)),
    )
    expect(misses.filter((miss) => miss > 12)).toEqual([])
    expect(misses.filter((miss) => miss > 2).length).toBeLessThan(misses.length / 500)
  })

  it('reports progress that rises to one', () => {
    const { alpha, photo } = scene('fur', 320, 240)
    const heard: number[] = []
    upsampleMask(reduce(alpha, 80, 60), photo, { onProgress: (done) => heard.push(done) })
    expect(heard.at(-1)).toBe(1)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
  })
})
