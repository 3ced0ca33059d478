import type { RefineSettings } from '#core/edges.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { StrokeRaster } from '#core/strokeRaster.ts'
import type { Stroke } from '#core/strokes.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { matte } from './matte.ts'
import { trimapFromMask, unknownAlpha } from './trimap.ts'

/** How much of the photo around what is marked is looked at, in pixels: what is sure there tells what hair and backdrop look like. */
const around = 48

/** How far marks cover each pixel of a photo of this size, 0 to 255; *remove* wipes off what *keep* has marked before. */
export function hairCover(marks: readonly Stroke[], size: Size): Uint8Array {
  const cover = new Uint8Array(size.width * size.height)
  for (const mark of marks) {
    const raster = new StrokeRaster(size, { scale: 1, x: 0, y: 0 })
    const area = raster.paint(mark)
    const own = raster.read(area)
    for (let at = 0; at < own.length; at += 1) {
      const value = own[at] ?? 0
      const index = (area.y + Math.floor(at / area.width)) * size.width + area.x + (at % area.width)
      const before = cover[index] ?? 0
      cover[index] = mark.kind === 'keep' ? Math.max(before, value) : Math.min(before, 255 - value)
    }
  }
  return cover
}

/**
 * A mask whose alpha is found anew where marks cover it, in the measure in which they do; elsewhere it keeps every bit. What the mask takes for surely subject
 * by these settings stays so below the marks as well; all else there is unknown. Rejects and throws as `matte` does.
 */
export async function matteMarked(
  photo: RgbaRaster,
  guess: GrayRaster,
  cover: Uint8Array,
  settings: RefineSettings,
  onProgress: (done: number) => void,
): Promise<Uint8Array> {
  const result = Uint8Array.from(guess.data)
  const box = boxOf(cover, guess)
  if (box === undefined) return result
  const [small, own] = [cut(photo, box, 4), cut(guess, box, 1)]
  const part = { width: box.width, height: box.height, data: own }
  const marked = cut({ ...guess, data: cover }, box, 1)
  const sure = trimapFromMask(part, settings).data
  const data = sure.map((value, index) => trimapValue(value, own[index] ?? 0, (marked[index] ?? 0) > 0))
  const picture = { width: box.width, height: box.height, data: small }
  // Who marks a place says that the mask is wrong there: as a guess it would hold hair back that it has missed.
  const found = await matte(picture, { ...part, data }, { onProgress })
  for (let index = 0; index < own.length; index += 1) {
    const share = (marked[index] ?? 0) / 255
    const at = (box.y + Math.floor(index / box.width)) * guess.width + box.x + (index % box.width)
    if (share > 0) result[at] = Math.round((own[index] ?? 0) + share * ((found.data[index] ?? 0) - (own[index] ?? 0)))
  }
  return result
}

function trimapValue(sure: number, guess: number, isMarked: boolean): number {
  if (!isMarked) return guess >= unknownAlpha ? 255 : 0
  return sure === 255 ? 255 : unknownAlpha
}

/** What is covered, with some of the photo around it; undefined where nothing is. */
function boxOf(cover: Uint8Array, { width, height }: Size): Rect | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let index = 0; index < cover.length; index += 1) {
    if (cover[index] === 0) continue
    const [x, y] = [index % width, Math.floor(index / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < 0) return undefined
  const [x, y] = [Math.max(0, left - around), Math.max(0, top - around)]
  return { x, y, width: Math.min(width, right + around + 1) - x, height: Math.min(height, bottom + around + 1) - y }
}

/** A part of a picture of so many bytes a pixel. */
function cut<T extends Uint8Array | Uint8ClampedArray>(
  { width, data }: { width: number; data: T },
  { x, y, width: wide, height }: Rect,
  bytes: 1 | 4,
): Uint8Array<ArrayBuffer> {
  const part = new Uint8Array(wide * height * bytes)
  for (let row = 0; row < height; row += 1) {
    const from = ((y + row) * width + x) * bytes
    part.set(data.subarray(from, from + wide * bytes), row * wide * bytes)
  }
  return part
}
