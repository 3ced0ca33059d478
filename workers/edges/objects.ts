import type { PhotoPoint } from '#core/edges.ts'
import type { Rect } from '#core/geometry.ts'
import type { NumberedMap } from '#core/objectMap.ts'
import { findParts, measureParts } from '#workers/pixels/mask/runs.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { fittedArea } from '#workers/pixels/resize/reduce.ts'
import { reduceMask } from './reduceMask.ts'

/** Objects are told apart on a copy of this area: the picture on the screen and the file at full size then always agree on them. */
const mapPixels = 512 * 512
/** Values from here on hold an object together. */
const presentFrom = 26
/** How far from an object its faint rim may reach, in pixels of the copy. */
const rimPixels = 6

/** One of a mask's separate objects; all measures are shares of the photo's width, height or area. */
export interface MaskObject {
  share: number
  box: Rect
  /** A place inside it. */
  at: PhotoPoint
}

/** Where a mask's objects are; the pixels at an object's rim belong to it. */
export interface ObjectMap extends NumberedMap {
  objects: MaskObject[]
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
