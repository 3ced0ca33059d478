import { describe, expect, it } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { featherMask } from '#workers/pixels/mask/feather.ts'
import { growMask } from '#workers/pixels/mask/grow.ts'
import { postProcessMask } from '#workers/pixels/mask/postProcess.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

function furMask(width: number, height: number): GrayRaster {
  const alpha = drawAlpha('fur', width, height, 3)
  return { width, height, data: Uint8Array.from(alpha.data, (value) => Math.round(value * 255)) }
}

function disc(width: number, height: number, radius: number): GrayRaster {
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const away = Math.hypot((i % width) - width / 2 + 0.5, Math.floor(i / width) - height / 2 + 0.5)
    return Math.round(255 * Math.min(1, Math.max(0, radius - away + 0.5)))
  })
  return { width, height, data }
}

function area(mask: GrayRaster): number {
  return mask.data.reduce((sum, value) => sum + value / 255, 0)
}

function overDisc(mask: GrayRaster, radius: number): Uint8Array {
  const { width, height, data } = mask
  return data.map((_, i) => {
    let largest = 0
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [x, y] = [(i % width) + dx, Math.floor(i / width) + dy]
        if (dx * dx + dy * dy > (radius + 0.5) ** 2 || x < 0 || y < 0 || x >= width || y >= height) continue
        largest = Math.max(largest, data[y * width + x] ?? 0)
      }
    }
    return largest
  })
}

describe('growing and shrinking', () => {
  it.each([1, 2, 5])('takes the largest value within a disc of %i pixels', (radius) => {
    const mask = furMask(150, 140)
    expect(growMask(mask, radius).data).toEqual(overDisc(mask, radius))
  })

  it.each([-14, -3.5, -0.5, 0.3, 2.75, 12, 23.5])('moves an edge by %f pixels', (pixels) => {
    const radiusNow = Math.sqrt(area(growMask(disc(240, 240, 60), pixels)) / Math.PI)
    expect(Math.abs(radiusNow - 60 - pixels)).toBeLessThan(0.3 + Math.abs(pixels) * 0.03)
  })

  it('changes nothing by zero, and keeps its input', () => {
    const mask = furMask(60, 50)
    const before = mask.data.slice()
    expect(growMask(mask, 0).data).toEqual(before)
    growMask(mask, 4)
    expect(mask.data).toEqual(before)
  })
})

describe('feathering', () => {
  it.each([0.5, 1.7, 4, 11])('softens as a Gaussian of sigma %f does', (sigma) => {
    const { width, height, data } = furMask(160, 150)
    const found = featherMask({ width, height, data }, sigma)
    const reach = Math.ceil(4 * sigma)
    const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const fold = (i: number, length: number) => (i < 0 ? -i : i >= length ? 2 * length - 2 - i : i)
    let worst = 0
    for (let y = 20; y < height; y += 13) {
      for (let x = 3; x < width; x += 11) {
        let sum = 0
        for (const [v, down] of weights.entries())
          for (const [u, across] of weights.entries())
            sum +=
              (down * across * (data[fold(y + v - reach, height) * width + fold(x + u - reach, width)] ?? 0)) /
              total ** 2
        worst = Math.max(worst, Math.abs(sum - (found.data[y * width + x] ?? 0)))
      }
    }
    expect(worst).toBeLessThan(sigma < 1 ? 14 : 9)
  })

  it('leaves what is far from every edge as it is', () => {
    const mask = disc(400, 400, 150)
    const soft = featherMask(mask, 5)
    expect(soft.data[200 * 400 + 200]).toBe(255)
    expect(soft.data[0]).toBe(0)
    expect(Math.abs(area(soft) - area(mask))).toBeLessThan(area(mask) * 0.002)
  })
})

describe('the postProcessMask preset', () => {
  /** The same by the book: every step over the whole mask, in floating point. */
  function byTheBook({ width, height, data }: GrayRaster): Uint8Array {
    const at = (values: ArrayLike<number>, x: number, y: number) => {
      const fold = (i: number, length: number) => (i < 0 ? -i : i >= length ? 2 * length - 2 - i : i)
      return values[fold(y, height) * width + fold(x, width)] ?? 0
    }
    const each = (make: (x: number, y: number) => number) =>
      Array.from(data, (_, i) => make(i % width, Math.floor(i / width)))
    const cross = (values: ArrayLike<number>, x: number, y: number) =>
      [
        [0, 0],
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ].map(([dx = 0, dy = 0]) => at(values, x + dx, y + dy))
    const eroded = each((x, y) => Math.min(...cross(data, x, y)))
    const opened = each((x, y) => Math.max(...cross(eroded, x, y)))
    const weights = [-2, -1, 0, 1, 2].map((i) => Math.exp((-i * i) / 8))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const blurred = each((x, y) => {
      let sum = 0
      for (const [v, down] of weights.entries())
        for (const [u, across] of weights.entries())
          sum += (down * across * at(opened, x + u - 2, y + v - 2)) / total ** 2
      return Math.round(sum)
    })
    return Uint8Array.from(blurred, (value) => (value < 127 ? 0 : 255))
  }

  it('opens, blurs and hardens as rembg does', () => {
    const random = seededRandom(8)
    const noisy = furMask(170, 150)
    for (let i = 0; i < 400; i++) noisy.data[Math.floor(random() * noisy.data.length)] = Math.floor(random() * 256)
    const expected = byTheBook(noisy)
    const wrong = postProcessMask(noisy).data.filter((value, i) => value !== expected[i]).length
    // A sum that falls on a half may be rounded either way.
    expect(wrong).toBeLessThanOrEqual(2)
  })
})
