import type { Size } from './geometry.ts'

/** Photos above this area are refused before they are decoded. */
export const maxMegapixels = 100

/** Of larger photos samples of 16 bits are not kept: eight bytes a pixel would be too many beside all else. */
export const maxDeepMegapixels = 50

/** No side of a photo may be longer: the longest canvas that Firefox and Safari still draw on; Chromium goes to 65535. */
export const maxSidePixels = 32_767

/** Whether a photo of this size, as its header states it, is one that Clearcut opens. */
export function isWithinLimits({ width, height }: Size): boolean {
  return Math.max(width, height) <= maxSidePixels && width * height <= maxMegapixels * 1e6
}
