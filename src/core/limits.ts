import type { Size } from './geometry.ts'

/** Photos above this area are refused before they are decoded. */
export const maxMegapixels = 100

/** No side of a photo may be longer: the longest canvas that Firefox and Safari still draw on; Chromium goes to 65535. */
export const maxSidePixels = 32_767

/** Whether a photo of this size, as its header states it, is one that Clearcut opens. */
export function isWithinLimits({ width, height }: Size): boolean {
  return Math.max(width, height) <= maxSidePixels && width * height <= maxMegapixels * 1e6
}
