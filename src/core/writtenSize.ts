import type { Size } from './geometry.ts'

/**
 * How large a picture is written: as it is, in percent of its width and height, with a longest side of so many pixels (a smaller picture stays as it
 * is), or enlarged.
 */
export type WantedSize =
  | { kind: 'full' }
  | { kind: 'percent'; percent: number }
  | { kind: 'longest'; pixels: number }
  | { kind: 'enlarged'; times: Enlargement }

export const enlargements = [2, 4] as const
export type Enlargement = (typeof enlargements)[number]

/** No picture is enlarged to more pixels: a browser has to hold it several times. */
const mostPixels = 8192 * 8192

/** Longest side that every browser still draws and reads. */
const mostSide = 32_767

/** Is this too large for a picture that has been enlarged? */
export function isTooLarge({ width, height }: Size): boolean {
  return width * height > mostPixels || Math.max(width, height) > mostSide
}

export const sizeRanges = {
  percent: { min: 1, max: 100 },
  /** The longest side, in pixels. */
  longest: { min: 16, max: 16_384 },
  /** Bytes of a file, in thousands. */
  kilobytes: { min: 1, max: 100_000 },
} as const

/** Size in pixels of the file of a picture of this size, for screens of so many pixels for one. */
export function writtenSize(picture: Size, wanted: WantedSize, density = 1): Size {
  const scale = scaleOf(picture, wanted)
  const side = (length: number) => Math.max(1, Math.round(length * scale)) * density
  return { width: side(picture.width), height: side(picture.height) }
}

function scaleOf({ width, height }: Size, wanted: WantedSize): number {
  switch (wanted.kind) {
    case 'full':
      return 1
    case 'percent':
      return wanted.percent / 100
    case 'longest':
      return Math.min(1, wanted.pixels / Math.max(width, height))
    case 'enlarged':
      return wanted.times
  }
}
