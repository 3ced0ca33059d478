import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'

/** How far from the mask's edge a pixel may be a rim, in pixels. */
const reach = 3
/** Around a pixel, colours of subject and backdrop are looked for so far, at every other pixel. */
const windowReach = 6
/** So many of each must be found: where they are not, the edge is soft, and the mask knows best. */
const fewest = 4
/** Subject and backdrop must differ by so much, as a squared distance of bytes, for a pixel to tell which it is. */
const leastContrast = 60 ** 2
/** What colours may vary, and how far a pixel may lie from the line between both, as shares of the squared contrast. */
const mostVariance = 0.08
const mostDistance = 0.14
/** An alpha that is too high by less than this is left as it is. */
const leastExcess = 20

/**
 * The mask as the colours of the photo's edge speak for it. Where a sharp edge of a mask lies a pixel or two outside the subject's, pixels that it calls solid
 * show a blend with the backdrop, whose tint would then never be cleaned: here each such pixel has the alpha of its blend, at least 1. Only where both
 * colours are even and far apart, and from the outside inwards; soft edges (hair, glass) stay. For estimating colours alone: a person's mask is not for us to change.
 */
export function trimRim(photo: RgbaRaster, mask: GrayRaster): GrayRaster {
  const { width, height } = photo
  const band = bandOf(mask.data, width, height)
  const blends = new Map<number, number>()
  for (let i = band.indexOf(1); i >= 0; i = band.indexOf(1, i + 1)) {
    const alpha = mask.data[i] ?? 0
    if (alpha <= leastExcess || !isBetween(mask, band, i)) continue
    const blend = blendOf(photo, mask.data, band, i % width, Math.floor(i / width))
    if (blend !== undefined && blend < alpha - leastExcess) blends.set(i, blend)
  }
  if (blends.size === 0) return mask
  const data = mask.data.slice()
  // From the outside inwards: what lies behind a pixel that stays, stays.
  for (let pass = 0; pass < reach; pass++) {
    const trimmed = [...blends].filter(([i]) => hasOutside(data, i, width))
    for (const [i, blend] of trimmed) {
      data[i] = blend
      blends.delete(i)
    }
  }
  return { width, height, data }
}

/** Marks the surroundings of pixels that are neither solid nor empty, or where the one meets the other. */
function bandOf(alpha: Uint8Array, width: number, height: number): Uint8Array {
  const band = new Uint8Array(alpha.length)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height - 1, y + reach)]
    // Up to here the surroundings of this row's pixels are marked already.
    let marked = 0
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const here = alpha[i] ?? 0
      const right = x + 1 < width ? (alpha[i + 1] ?? 0) : here
      const below = y + 1 < height ? (alpha[i + width] ?? 0) : here
      const isEdge = (here > 5 && here < 250) || Math.abs(here - right) > 100 || Math.abs(here - below) > 100
      if (!isEdge) continue
      const left = Math.max(marked, x - reach)
      marked = Math.min(width, x + reach + 1)
      for (let row = top; row <= bottom; row++)
        for (let at = row * width + left; at < row * width + marked; at++) band[at] = 1
    }
  }
  return band
}

/** Whether solid and empty pixels lie about a pixel at all: in hair they seldom do, and looking there for colours would take most of the time. */
function isBetween({ data, width }: GrayRaster, band: Uint8Array, i: number): boolean {
  let [hasInside, hasOutside] = [false, false]
  for (const step of [-1, 1, -width, width, -width - 1, width + 1, 1 - width, width - 1]) {
    const at = i + windowReach * step
    const value = data[at]
    if (value === undefined) continue
    if (value <= 2) hasOutside = true
    else if (value === 255 && band[at] === 0) hasInside = true
  }
  return hasInside && hasOutside
}

/** The alpha, 0 to 255, that the colours around a pixel say it has; undefined where they do not say it plainly. */
function blendOf({ data, width, height }: RgbaRaster, alpha: Uint8Array, band: Uint8Array, x: number, y: number) {
  const inside = new Colours()
  const outside = new Colours()
  for (let row = Math.max(0, y - windowReach); row <= Math.min(height - 1, y + windowReach); row += 2) {
    for (let column = Math.max(0, x - windowReach); column <= Math.min(width - 1, x + windowReach); column += 2) {
      const i = row * width + column
      if (alpha[i] === 255 && band[i] === 0) inside.take(data, i * 4)
      else if ((alpha[i] ?? 0) <= 2) outside.take(data, i * 4)
    }
  }
  if (inside.count < fewest || outside.count < fewest) return undefined
  let [contrast, along, off] = [0, 0, 0]
  const at = (y * width + x) * 4
  for (let c = 0; c < 3; c++) {
    const span = inside.mean(c) - outside.mean(c)
    const seen = (data[at + c] ?? 0) - outside.mean(c)
    contrast += span * span
    along += seen * span
    off += seen * seen
  }
  if (contrast < leastContrast || inside.variance + outside.variance > mostVariance * contrast) return undefined
  const share = along / contrast
  if (off - share * along > mostDistance * contrast) return undefined
  return Math.round(255 * Math.min(1, Math.max(1 / 255, share)))
}

function hasOutside(alpha: Uint8Array, i: number, width: number): boolean {
  return [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1].some(
    (step) => (alpha[i + step] ?? 255) <= 128,
  )
}

/** Mean and variance of colours. */
class Colours {
  count = 0
  readonly #sums = [0, 0, 0]
  #squares = 0

  take(data: Uint8Array | Uint8ClampedArray, at: number): void {
    this.count += 1
    for (let c = 0; c < 3; c++) {
      const value = data[at + c] ?? 0
      this.#sums[c] = (this.#sums[c] ?? 0) + value
      this.#squares += value * value
    }
  }

  mean(c: number): number {
    return (this.#sums[c] ?? 0) / this.count
  }

  /** Mean squared distance from the mean colour. */
  get variance(): number {
    return this.#squares / this.count - this.mean(0) ** 2 - this.mean(1) ** 2 - this.mean(2) ** 2
  }
}
