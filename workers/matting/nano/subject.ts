import type { Subject } from '#core/cut.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { findIslands } from '#workers/matting/islands.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'

/** Alpha above which pixels hang together. */
const shore = 0.3
/** Parts smaller than this share of the largest are specks; several people, and what they hold, are larger. */
const leastShare = 0.05
/** Less than this share of the photo is noise. */
const leastArea = 0.001

/** Bounds of everything that counts in a mask, in its pixels; undefined where there is nothing. */
function subjectBounds({ width, height, data }: AlphaPlane): Rect | undefined {
  const { islands } = findIslands(data, { width, height }, shore)
  const largest = Math.max(0, ...islands.map(({ area }) => area))
  if (largest < leastArea * width * height) return undefined
  return union(islands.filter(({ area }) => area >= leastShare * largest).map(({ bounds }) => bounds))
}

/** Where the subject is, in shares of the photo; undefined where nothing was found. */
export function subjectOf(mask: AlphaPlane): Subject | undefined {
  const bounds = subjectBounds(mask)
  if (bounds === undefined) return undefined
  const { width, height, data } = mask
  const box = {
    x: bounds.x / width,
    y: bounds.y / height,
    width: bounds.width / width,
    height: bounds.height / height,
  }
  const bytes = Uint8Array.from(data, (alpha) => Math.round(255 * alpha))
  return { box, share: box.width * box.height, mask: { width, height, data: bytes } }
}

/** A box (in shares of the photo) with a margin of a share of its larger side all round, in whole pixels within the photo. */
export function partOf(box: Rect, margin: number, photo: Size): Rect {
  const [wide, high] = [box.width * photo.width, box.height * photo.height]
  const around = margin * Math.max(wide, high)
  const left = Math.max(0, Math.floor(box.x * photo.width - around))
  const top = Math.max(0, Math.floor(box.y * photo.height - around))
  const right = Math.min(photo.width, Math.ceil(box.x * photo.width + wide + around))
  const bottom = Math.min(photo.height, Math.ceil(box.y * photo.height + high + around))
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

/** A part of a photo, in its pixels, in shares of it. */
export function sharesOf({ x, y, width, height }: Rect, photo: Size): Rect {
  return { x: x / photo.width, y: y / photo.height, width: width / photo.width, height: height / photo.height }
}

function union(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}
