import type { GrayRaster } from '#workers/pixels/raster.ts'

export interface TrimapOptions {
  /** Values above this are surely subject; 240 when left out. */
  foregroundAbove?: number
  /** Values below this are surely backdrop; 10 when left out. */
  backgroundBelow?: number
  /** Side of the square by which both are eroded, in pixels; 10 when left out, 0 for not at all. */
  erodePixels?: number
}

/** The value of pixels whose alpha is to be found. */
export const unknownAlpha = 128

/** Divides a mask into surely subject (255), surely backdrop (0) and unknown (128), as rembg's alpha matting does. */
export function trimapFromMask(mask: GrayRaster, options: TrimapOptions = {}): GrayRaster {
  const { foregroundAbove = 240, backgroundBelow = 10, erodePixels = 10 } = options
  const { width, height, data } = mask
  const subject = erode(
    Uint8Array.from(data, (value) => Number(value > foregroundAbove)),
    width,
    height,
    erodePixels,
    0,
  )
  const backdrop = erode(
    Uint8Array.from(data, (value) => Number(value < backgroundBelow)),
    width,
    height,
    erodePixels,
    1,
  )
  return { width, height, data: subject.map((sure, i) => (sure === 1 ? 255 : backdrop[i] === 1 ? 0 : unknownAlpha)) }
}

/** Keeps ones whose whole square is ones. An even square reaches one pixel further up and left; `beyond` is what lies outside the mask. */
function erode(ones: Uint8Array, width: number, height: number, side: number, beyond: 0 | 1): Uint8Array<ArrayBuffer> {
  const across = new Uint8Array(ones.length)
  const eroded = new Uint8Array(ones.length)
  for (let y = 0; y < height; y++) erodeLine(ones, across, y * width, 1, width, side, beyond)
  for (let x = 0; x < width; x++) erodeLine(across, eroded, x, width, height, side, beyond)
  return eroded
}

function erodeLine(
  source: Uint8Array,
  target: Uint8Array,
  start: number,
  step: number,
  length: number,
  side: number,
  beyond: number,
): void {
  const before = Math.floor(Math.max(side, 1) / 2)
  const after = Math.max(side, 1) - 1 - before
  // A run of ones that reaches over the border goes on there if ones lie beyond.
  let run = beyond === 1 ? before : 0
  for (let i = 0; i < length + after; i++) {
    const one = i < length ? (source[start + i * step] ?? 0) : beyond
    run = one === 1 ? run + 1 : 0
    const at = i - after
    if (at >= 0 && at < length) target[start + at * step] = run > before + after ? 1 : 0
  }
}
