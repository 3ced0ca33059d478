import type { KeptObjects, PhotoPoint } from '#core/edges.ts'
import type { Rect } from '#core/geometry.ts'
import { findParts, measureParts } from '#workers/pixels/mask/runs.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { fittedArea } from '#workers/pixels/reduce.ts'
import { reduceMask } from './reduceMask.ts'

/** Objects are told apart on a copy of this area: the picture on the screen and the file at full size then always agree on them. */
const mapPixels = 512 * 512
/** Values from here on hold an object together. */
const presentFrom = 26
/** How far from an object its faint rim may reach, in pixels of the copy. */
const rimPixels = 6
/** A click this far beside an object still means it, as a share of the longer side. */
const nearShare = 0.03

/** One of a mask's separate objects; all measures are shares of the photo's width, height or area. */
export interface MaskObject {
  share: number
  box: Rect
  /** A place inside it. */
  at: PhotoPoint
}

/** Where a mask's objects are. */
export interface ObjectMap {
  width: number
  height: number
  objects: MaskObject[]
  /** For each pixel of the map, the number of the object it belongs to or is at the rim of, counted from 1; 0 where there is none. */
  numbers: Uint16Array
}

/** Finds a mask's separate objects, in the order of their first pixel. */
export function mapObjects(mask: GrayRaster): ObjectMap {
  const small = reduceMask(mask, fittedArea(mask, mapPixels))
  const { width, height } = small
  const parts = findParts(small, (value) => value >= presentFrom, true)
  const longest = new Int32Array(parts.count).fill(-1)
  const numbers = new Uint16Array(width * height)
  for (let run = 0; run < parts.starts.length; run++) {
    const owner = parts.owners[run] ?? 0
    const other = longest[owner] ?? -1
    if (other < 0 || lengthOf(run) > lengthOf(other)) longest[owner] = run
    numbers.fill(owner + 1, parts.starts[run], parts.ends[run])
  }
  function lengthOf(run: number): number {
    return (parts.ends[run] ?? 0) - (parts.starts[run] ?? 0)
  }
  const objects = measureParts(small, parts).map(({ area, box }, owner): MaskObject => {
    const run = longest[owner] ?? 0
    const middle = Math.floor(((parts.starts[run] ?? 0) + (parts.ends[run] ?? 0) - 1) / 2)
    return {
      share: area / (width * height),
      box: { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height },
      at: { x: ((middle % width) + 0.5) / width, y: (Math.floor(middle / width) + 0.5) / height },
    }
  })
  spread(numbers, width, height)
  return { width, height, objects, numbers }
}

/** Which objects stay, by their place in the list. */
export function keptObjects({ objects, ...map }: ObjectMap, kept: KeptObjects): Set<number> {
  if (kept.keep === 'all') return new Set(objects.keys())
  if (kept.keep === 'largest') {
    const largest = Math.max(0, ...objects.map(({ share }) => share))
    return new Set([objects.findIndex(({ share }) => share === largest)])
  }
  return new Set(kept.at.map((point) => objectAt({ objects, ...map }, point)).filter((index) => index >= 0))
}

/** The object at a place or close to it, by its place in the list; -1 where there is none. */
export function objectAt({ width, height, numbers }: ObjectMap, { x, y }: PhotoPoint): number {
  const [column, row] = [Math.min(width - 1, Math.floor(x * width)), Math.min(height - 1, Math.floor(y * height))]
  const here = numbers[row * width + column] ?? 0
  if (here > 0) return here - 1
  const reach = Math.ceil(Math.max(width, height) * nearShare)
  let nearest = { number: 0, distance: reach * reach + 1 }
  for (let top = Math.max(0, row - reach); top <= Math.min(height - 1, row + reach); top++) {
    for (let left = Math.max(0, column - reach); left <= Math.min(width - 1, column + reach); left++) {
      const number = numbers[top * width + left] ?? 0
      const distance = (top - row) ** 2 + (left - column) ** 2
      if (number > 0 && distance < nearest.distance) nearest = { number, distance }
    }
  }
  return nearest.number - 1
}

/** Removes all objects but these from a mask of any size, and faint pixels that belong to none. */
export function keepMapped(mask: GrayRaster, map: ObjectMap, kept: ReadonlySet<number>): GrayRaster {
  const { width, height } = mask
  const isKept = Uint8Array.from({ length: map.objects.length + 1 }, (_, number) => Number(kept.has(number - 1)))
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor((x * map.width) / width))
  const data = new Uint8Array(mask.data.length)
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * map.height) / height) * map.width
    for (let x = 0; x < width; x++, i++) {
      const value = mask.data[i] ?? 0
      if (value !== 0 && isKept[map.numbers[row + (columns[x] ?? 0)] ?? 0] === 1) data[i] = value
    }
  }
  return { width, height, data }
}

/** Gives the pixels around the objects the number of the nearest one, ring by ring. */
function spread(numbers: Uint16Array, width: number, height: number): void {
  for (let ring = 0; ring < rimPixels; ring++) {
    const before = numbers.slice()
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (before[i] !== 0) continue
        const [left, right] = [x > 0 ? before[i - 1] : 0, x < width - 1 ? before[i + 1] : 0]
        numbers[i] = left || right || before[i - width] || before[i + width] || 0
      }
    }
  }
}
