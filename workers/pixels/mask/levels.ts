import type { GrayRaster } from '#workers/pixels/raster.ts'

export interface Levels {
  /** Values up to this become 0; 0 to 254. */
  black: number
  /** Values from this on become 255; above `black`, up to 255. */
  white: number
  /** Bends what lies between: above 1 lifts it, below 1 lowers it; 0.1 to 10, 1 leaves it straight. */
  gamma?: number
}

/** How many pixels have each of the 256 values. */
export function maskHistogram(mask: GrayRaster): Uint32Array {
  const counts = new Uint32Array(256)
  for (let i = 0; i < mask.data.length; i++) {
    const value = mask.data[i] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

/** Stretches the values between black and white to 0 to 255. Throws a RangeError when white is not above black. */
export function applyLevels(mask: GrayRaster, { black, white, gamma = 1 }: Levels): GrayRaster {
  if (!(white > black)) throw new RangeError('White must lie above black.')
  return mapValues(mask, (value) => 255 * Math.min(1, Math.max(0, (value - black) / (white - black))) ** (1 / gamma))
}

/** Solid where the mask is at least `at` (1 to 255), empty elsewhere. */
export function applyThreshold(mask: GrayRaster, at: number): GrayRaster {
  return mapValues(mask, (value) => (value >= at ? 255 : 0))
}

/** Swaps subject and backdrop. */
export function invertMask(mask: GrayRaster): GrayRaster {
  return mapValues(mask, (value) => 255 - value)
}

function mapValues({ width, height, data }: GrayRaster, change: (value: number) => number): GrayRaster {
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.round(change(value)))
  const changed = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) changed[i] = table[data[i] ?? 0] ?? 0
  return { width, height, data: changed }
}
