import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { coarseLayers } from './foregroundCoarse.ts'
import { ForegroundTiles, type PixelBox } from './foregroundTile.ts'
import { PlausibleColours } from './plausible.ts'
import { trimRim } from './trimRim.ts'

export interface CleanColoursOptions {
  /** 0 leaves the photo's colours, 1 (default) takes the estimated ones. */
  strength?: number
  /** Where the result is written, four bytes a pixel: may be the photo's own data. A new array when left out. */
  target?: Uint8Array | Uint8ClampedArray
  /** Told the share that is done, 0 to 1. */
  onProgress?(done: number): void
}

/**
 * The cutout in straight alpha: the mask as its alpha, and the subject's own colours where the mask is neither 0 nor 255, or where its sharp edge plainly
 * reaches out over the backdrop, instead of a blend with the old background. All other pixels keep their colours exactly. Photo and mask are of one size; otherwise a RangeError is thrown. Throws a `Miscalculation`
 * where the estimate cannot be right.
 */
export function cleanColours(photo: RgbaRaster, mask: GrayRaster, options: CleanColoursOptions = {}): RgbaRaster {
  const { width, height } = photo
  if (mask.width !== width || mask.height !== height) throw new RangeError('The mask must have the size of the photo.')
  const target = options.target ?? new Uint8Array(photo.data.length)
  const strength = Math.min(1, Math.max(0, options.strength ?? 1))
  // Written at the end, for the tiles look at one another's photo.
  const trusted = strength === 0 ? mask : trimRim(photo, mask)
  const cleaned = strength === 0 ? [] : estimate(photo, trusted, strength, options.onProgress)
  if (target !== photo.data) target.set(photo.data)
  for (const { box, colours } of cleaned) {
    for (let y = box.top, from = 0; y < box.bottom; y++) {
      for (let i = y * width + box.left; i < y * width + box.right; i++, from += 3) {
        const alpha = trusted.data[i] ?? 0
        if (alpha === 0 || alpha === 255) continue
        target[i * 4] = colours[from] ?? 0
        target[i * 4 + 1] = colours[from + 1] ?? 0
        target[i * 4 + 2] = colours[from + 2] ?? 0
      }
    }
  }
  for (let i = 0; i < mask.data.length; i++) target[i * 4 + 3] = mask.data[i] ?? 0
  options.onProgress?.(1)
  return { width, height, data: target }
}

interface CleanedTile {
  box: PixelBox
  /** Three bytes a pixel of the box; those of solid and empty pixels mean nothing. */
  colours: Uint8Array
}

function estimate(
  photo: RgbaRaster,
  mask: GrayRaster,
  strength: number,
  onProgress: ((done: number) => void) | undefined,
): CleanedTile[] {
  const tiles = new ForegroundTiles(photo, mask)
  if (tiles.boxes.length === 0) return []
  const coarse = coarseLayers(photo, mask)
  const plausible = new PlausibleColours()
  const cleaned = tiles.boxes.map((box, at) => {
    const foreground = tiles.solve(box, coarse)
    const colours = new Uint8Array(foreground.length)
    for (let y = box.top, to = 0; y < box.bottom; y++) {
      const end = (y * photo.width + box.right) * 4
      for (let i = (y * photo.width + box.left) * 4; i < end; i += 4, to += 3) {
        const alpha = mask.data[i / 4] ?? 0
        if (alpha === 0 || alpha === 255) continue
        plausible.take(alpha / 255, photo.data, i, foreground, to)
        for (let c = 0; c < 3; c++) {
          const seen = photo.data[i + c] ?? 0
          colours[to + c] = seen + strength * ((foreground[to + c] ?? 0) * 255 - seen) + 0.5
        }
      }
    }
    onProgress?.((at + 1) / (tiles.boxes.length + 1))
    return { box, colours }
  })
  plausible.judge()
  return cleaned
}
