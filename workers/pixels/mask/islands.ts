import type { GrayRaster } from '#workers/pixels/raster.ts'
import { findParts, measureParts, type Part, type Parts } from './runs.ts'

/** Values from here on hold an object together; fainter pixels go with the object next to them. */
const presentFrom = 26
/** How far from an object its faint rim may reach, in pixels. */
const rimPixels = 4

/** The separate objects of a mask, in the order of their first pixel, row by row: areas and boxes, to be shown and picked. */
export function listObjects(mask: GrayRaster): Part[] {
  return measureParts(mask, objectsOf(mask))
}

/** Removes all objects but those picked, by their number in `listObjects`. */
export function keepObjects(mask: GrayRaster, picked: ReadonlySet<number>): GrayRaster {
  return keep(mask, objectsOf(mask), (number) => picked.has(number))
}

/** Removes all objects but the largest. */
export function keepLargest(mask: GrayRaster): GrayRaster {
  const objects = objectsOf(mask)
  const areas = measureParts(mask, objects).map((part) => part.area)
  const largest = areas.indexOf(Math.max(...areas))
  return keep(mask, objects, (number) => number === largest)
}

/** Removes objects whose area is below so many solid pixels, and faint pixels that belong to none. */
export function dropSpecks(mask: GrayRaster, minPixels: number): GrayRaster {
  const objects = objectsOf(mask)
  const parts = measureParts(mask, objects)
  return keep(mask, objects, (number) => (parts[number]?.area ?? 0) >= minPixels)
}

/** Fills holes of up to so many pixels: parts of the backdrop that the subject encloses, soft rims included. */
export function fillHoles(mask: GrayRaster, maxPixels: number): GrayRaster {
  const { width, height } = mask
  const data = mask.data.slice()
  const gaps = findParts(mask, (value) => value < 128, false)
  const areas = new Float64Array(gaps.count)
  const open = new Uint8Array(gaps.count)
  for (let run = 0; run < gaps.starts.length; run++) {
    const [start, end, owner] = [gaps.starts[run] ?? 0, gaps.ends[run] ?? 0, gaps.owners[run] ?? 0]
    const y = Math.floor(start / width)
    areas[owner] = (areas[owner] ?? 0) + end - start
    if (y === 0 || y === height - 1 || start === y * width || end === (y + 1) * width) open[owner] = 1
  }
  const filled = runsOf(gaps, (number) => open[number] === 0 && (areas[number] ?? 0) <= maxPixels)
  for (const [start, end] of filled) data.fill(255, start, end)
  spreadFrom(filled, width, height, (i) => {
    const value = data[i] ?? 0
    if (value < 128 || value === 255) return false
    data[i] = 255
    return true
  })
  return { width, height, data }
}

function objectsOf(mask: GrayRaster): Parts {
  return findParts(mask, (value) => value >= presentFrom, true)
}

function keep(mask: GrayRaster, objects: Parts, isKept: (number: number) => boolean): GrayRaster {
  const { width, height } = mask
  const data = new Uint8Array(mask.data.length)
  const kept = runsOf(objects, isKept)
  for (const [start, end] of kept) data.set(mask.data.subarray(start, end), start)
  spreadFrom(kept, width, height, (i) => {
    const value = mask.data[i] ?? 0
    if (value === 0 || value >= presentFrom || data[i] !== 0) return false
    data[i] = value
    return true
  })
  return { width, height, data }
}

function runsOf(parts: Parts, isWanted: (number: number) => boolean): [number, number][] {
  const wanted = Array.from({ length: parts.count }, (_, number) => isWanted(number))
  const runs: [number, number][] = []
  for (let run = 0; run < parts.starts.length; run++)
    if (wanted[parts.owners[run] ?? 0] === true) runs.push([parts.starts[run] ?? 0, parts.ends[run] ?? 0])
  return runs
}

/** Visits the pixels around the runs, ring by ring up to the rim's width; `take` says whether a pixel joins, and only from those it goes on. */
function spreadFrom(
  runs: readonly [number, number][],
  width: number,
  height: number,
  take: (index: number) => boolean,
): void {
  let front: number[] = []
  const visit = (i: number, next: number[]) => {
    const x = i % width
    if (x > 0 && take(i - 1)) next.push(i - 1)
    if (x < width - 1 && take(i + 1)) next.push(i + 1)
    if (i >= width && take(i - width)) next.push(i - width)
    if (i < width * (height - 1) && take(i + width)) next.push(i + width)
  }
  for (const [start, end] of runs) for (let i = start; i < end; i++) visit(i, front)
  for (let ring = 1; ring < rimPixels; ring++) {
    const next: number[] = []
    for (const i of front) visit(i, next)
    front = next
  }
}
