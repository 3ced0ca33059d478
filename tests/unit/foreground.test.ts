import { describe, expect, it } from 'vitest'
import { type AlphaKind, drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite } from '#tests/fixtures/scenes/composite.ts'
import { warmOnCold } from '#tests/fixtures/scenes/warmOnCold.ts'
import { blurFusion } from '#workers/pixels/foreground/blurFusion.ts'
import { cleanColours } from '#workers/pixels/foreground/foreground.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { blurCells } from '#workers/pixels/upsample/cellBlur.ts'

interface Scene {
  photo: RgbaRaster
  foreground: RgbaRaster
  background: RgbaRaster
  mask: GrayRaster
}

function scene(kind: AlphaKind, width: number, height: number): Scene {
  const alpha = drawAlpha(kind, width, height, 5)
  const { foreground, background } = warmOnCold(alpha)
  const data = Uint8Array.from(alpha.data, (value) => Math.round(value * 255))
  return { photo: composite(alpha, foreground, background), foreground, background, mask: { width, height, data } }
}

/** Mean distance of the colours from the true foreground over the translucent pixels, each counted as far as it shows. */
function colourError(found: RgbaRaster, { foreground, mask }: Scene): number {
  let [sum, weight] = [0, 0]
  for (const [i, alpha] of mask.data.entries()) {
    if (alpha === 0 || alpha === 255) continue
    weight += alpha
    for (let c = i * 4; c < i * 4 + 3; c++) sum += alpha * Math.abs((found.data[c] ?? 0) - (foreground.data[c] ?? 0))
  }
  return sum / (3 * weight)
}

describe('clean colours', () => {
  it.each(['hair', 'fur', 'product', 'defocus'] as const)(
    'finds the colours of the subject under the old background: %s',
    (kind) => {
      const drawn = scene(kind, 240, 180)
      const cleaned = cleanColours(drawn.photo, drawn.mask)
      expect(colourError(cleaned, drawn)).toBeLessThan(0.3 * colourError(drawn.photo, drawn))
      expect(colourError(cleaned, drawn)).toBeLessThan(colourError(blurFusion(drawn.photo, drawn.mask), drawn))
    },
  )

  it('helps with a blurred mask too, and more than blur fusion', () => {
    const drawn = scene('fur', 240, 180)
    const blurred = Float32Array.from(drawn.mask.data)
    blurCells(blurred, blurred, 240, 180, 1.5, new Float32Array(blurred.length))
    const mask = { ...drawn.mask, data: Uint8Array.from(blurred, Math.round) }
    const error = colourError(cleanColours(drawn.photo, mask), drawn)
    expect(error).toBeLessThan(0.7 * colourError(drawn.photo, drawn))
    expect(error).toBeLessThan(colourError(blurFusion(drawn.photo, mask), drawn))
  })

  it('restores the photo when laid over the old background again', () => {
    const { photo, background, mask } = scene('fur', 240, 180)
    const cleaned = cleanColours(photo, mask)
    const again = composite(
      { ...mask, data: Float32Array.from(mask.data, (value) => value / 255) },
      cleaned,
      background,
    )
    const translucent = (i: number) => ![0, 255].includes(mask.data[i >> 2] ?? 0)
    const misses = Array.from(again.data, (value, i) => Math.abs(value - (photo.data[i] ?? 0))).filter((_, i) =>
      translucent(i),
    )
    expect(misses.reduce((sum, miss) => sum + miss, 0) / misses.length).toBeLessThan(2)
  })

  it('gives the mask as alpha and leaves the colours of solid and empty pixels alone', () => {
    const { photo, mask } = scene('hair', 200, 150)
    const cleaned = cleanColours(photo, mask)
    const pixels = Array.from(mask.data, (alpha, i) => ({ alpha, i }))
    expect(pixels.every(({ alpha, i }) => cleaned.data[i * 4 + 3] === alpha)).toBe(true)
    const settled = pixels.filter(({ alpha }) => alpha === 0 || alpha === 255)
    expect(settled.every(({ i }) => [0, 1, 2].every((c) => cleaned.data[i * 4 + c] === photo.data[i * 4 + c]))).toBe(
      true,
    )
  })

  it('moves the colours as far as its strength says', () => {
    const { photo, mask } = scene('fur', 200, 150)
    const full = cleanColours(photo, mask)
    const half = cleanColours(photo, mask, { strength: 0.5 })
    const none = cleanColours(photo, mask, { strength: 0 })
    const colours = Array.from(photo.data, (seen, i) => ({ seen, i })).filter(({ i }) => i % 4 !== 3)
    expect(colours.every(({ seen, i }) => none.data[i] === seen)).toBe(true)
    expect(colours.every(({ seen, i }) => Math.abs((half.data[i] ?? 0) - (seen + (full.data[i] ?? 0)) / 2) <= 1)).toBe(
      true,
    )
  })

  it('shows no seams between tiles', () => {
    const drawn = scene('defocus', 700, 500)
    const cleaned = cleanColours(drawn.photo, drawn.mask)
    // Tiles are 192 pixels wide: a seam would make steps there larger than next to it.
    const step = (x: number) => {
      let [sum, count] = [0, 0]
      for (let y = 0; y < 500; y++) {
        const [left, right] = [y * 700 + x - 1, y * 700 + x]
        if ([0, 255].includes(drawn.mask.data[left] ?? 0) || [0, 255].includes(drawn.mask.data[right] ?? 0)) continue
        sum += Math.abs((cleaned.data[left * 4] ?? 0) - (cleaned.data[right * 4] ?? 0))
        count++
      }
      return sum / Math.max(count, 1)
    }
    for (const x of [192, 384]) expect(step(x)).toBeLessThan(1.4 * Math.max(step(x - 5), step(x + 5)) + 0.5)
  })

  it('may write over the photo itself', () => {
    const { photo, mask } = scene('fur', 260, 210)
    const apart = cleanColours(photo, mask)
    cleanColours(photo, mask, { target: photo.data })
    expect(Buffer.compare(Buffer.from(photo.data), Buffer.from(apart.data))).toBe(0)
  })

  it('refuses a mask of another size', () => {
    const { photo } = scene('fur', 20, 20)
    expect(() => cleanColours(photo, { width: 10, height: 10, data: new Uint8Array(100) })).toThrow(RangeError)
  })
})
