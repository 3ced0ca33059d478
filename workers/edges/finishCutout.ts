import type { ColourSpace } from '#core/cut.ts'
import type { EdgeSettings } from '#core/edges.ts'
import type { Size } from '#core/geometry.ts'
import { cleanColours } from '#workers/pixels/foreground/foreground.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { joinAlpha } from './joinAlpha.ts'

/** The photo's pixels, at its full size or reduced. */
export interface PhotoPixels {
  size: Size
  colourSpace: ColourSpace
  /** Straight RGBA, 0 to 255. */
  pixels: Uint8ClampedArray<ArrayBuffer>
  /** Whether any pixel is not opaque. */
  hadAlpha: boolean
}

/** A cutout as it is shown and written. */
export interface FinishedCutout {
  size: Size
  colourSpace: ColourSpace
  /** Straight RGBA with the finished colours; its alpha is the same as `alpha`. */
  pixels: Uint8ClampedArray<ArrayBuffer>
  alpha: Uint8Array
}

/** Joins the shaped mask with the photo's own alpha and cleans the colours at its edges. The photo's pixels are changed: they become the cutout's. */
export function finishCutout(
  photo: PhotoPixels,
  mask: GrayRaster,
  edges: EdgeSettings,
  onProgress?: (done: number) => void,
): FinishedCutout {
  const { size, pixels, hadAlpha } = photo
  const alpha = alphaOf(photo, mask, edges)
  // Transparency that is kept as it came has its own colours already.
  const isKept = hadAlpha && edges.existingAlpha === 'keep'
  if (edges.cleanColours && edges.cleanPercent > 0 && !isKept) {
    const options = { strength: edges.cleanPercent / 100, target: pixels }
    cleanColours({ ...size, data: pixels }, mask, onProgress === undefined ? options : { ...options, onProgress })
  }
  return withAlpha(photo, alpha)
}

/** The shaped mask, joined with the alpha that the photo had. */
export function alphaOf({ pixels, hadAlpha }: PhotoPixels, mask: GrayRaster, edges: EdgeSettings): Uint8Array {
  return hadAlpha ? joinAlpha(mask.data, pixels, edges.existingAlpha) : mask.data
}

/** Puts alpha into pixels that have their finished colours already. */
export function withAlpha(
  { size, pixels, colourSpace }: Omit<PhotoPixels, 'hadAlpha'>,
  alpha: Uint8Array,
): FinishedCutout {
  for (let i = 0; i < alpha.length; i++) pixels[i * 4 + 3] = alpha[i] ?? 0
  return { size, colourSpace, pixels, alpha }
}
