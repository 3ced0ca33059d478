import type { KeptObjects, PhotoPoint } from './edges.ts'

/** Which object each pixel of a small copy of the mask belongs to, counted from 1; 0 where there is none. */
export interface NumberedMap {
  width: number
  height: number
  numbers: Uint8Array | Uint16Array
}

/** A click this far beside an object still means it, as a share of the longer side. */
const nearShare = 0.03

/** The object at a place or close to it, counted from 0; -1 where there is none. */
export function objectAt({ width, height, numbers }: NumberedMap, { x, y }: PhotoPoint): number {
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

/** Which objects stay, counted from 0. The objects are those of the map, in its order. */
export function keptObjects(map: NumberedMap, objects: readonly { share: number }[], kept: KeptObjects): Set<number> {
  if (kept.keep === 'all') return new Set(objects.keys())
  if (kept.keep === 'picked') return new Set(kept.at.map((point) => objectAt(map, point)).filter((index) => index >= 0))
  const largest = Math.max(0, ...objects.map(({ share }) => share))
  return new Set([objects.findIndex(({ share }) => share === largest)])
}
