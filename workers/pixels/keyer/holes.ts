import { closeHoles } from './islands.ts'
import { missAt, type Prediction, predictBackdrop, predictedAt } from './prediction.ts'
import type { Reduced } from './reduced.ts'
import { hasSharpRim } from './rim.ts'

/** An area within the subject that has the backdrop's colour: the inside of a ring or a letter, or a white label on a bottle. */
export interface Hole {
  /** Its pixels on the reduced grid. */
  places: number[]
  /** Whether its light is what the backdrop's would be at this place; a label is lit by itself. */
  isInShade: boolean
}

/** The lightest and the darkest shade of the backdrop that is looked at at all, as shares of its light. */
const shades = { least: 0.72, most: 1.08 }
/** How far a pixel's hue may be from the backdrop's, in colour levels. */
const sameHue = 5
/** How far a hole's mean may be from what is predicted, in colour levels, and in residuals of the prediction. */
const tightLevels = 1.6
const tightResiduals = 2.2
/** Grain and the ringing of lossy files leave specks of up to this size. */
const speckPixels = 24
/** Smaller ones are found at full size. */
const leastPixels = 12

/** Finds the areas of the backdrop's colour that the grown backdrop (1 in `region`) did not reach. */
export function findHoles(photo: Reduced, region: Uint8Array): Hole[] {
  const prediction = predictBackdrop(photo, region)
  if (prediction === undefined) return []
  const isLike = likeBackdrop(photo, region, prediction)
  return partsOf(isLike, photo.width)
    .filter((places) => places.length >= leastPixels && isSeenThrough(photo, prediction, places))
    .map((places) => ({ places, isInShade: isPredicted(photo, prediction, places) }))
}

/** 1 where a pixel that is not backdrop yet has its hue, in any shade that is looked at. */
function likeBackdrop(photo: Reduced, region: Uint8Array, { polynomial, residual }: Prediction): Uint8Array {
  const isLike = new Uint8Array(region.length)
  for (let at = 0; at < region.length; at++) {
    if (region[at] === 1 || (photo.weight[at] ?? 0) < 0.99) continue
    const [l, o, g] = predictedAt(photo, polynomial, at)
    const shade = (photo.light[at] ?? 0) / Math.max(1, l)
    if (shade < shades.least || shade > shades.most) continue
    const hue = Math.hypot((photo.orange[at] ?? 0) - shade * o, (photo.green[at] ?? 0) - shade * g)
    if (hue <= sameHue + residual) isLike[at] = 1
  }
  closeHoles(isLike, photo.width, photo.height, speckPixels)
  return isLike
}

/** Whether it ends at an edge, and is not as large as to be the subject itself. */
function isSeenThrough(photo: Reduced, prediction: Prediction, places: number[]): boolean {
  const all = new Set(places)
  const contrast = (at: number) => Math.hypot(...missAt(photo, prediction, at))
  return hasSharpRim(places, (at) => all.has(at), photo, contrast)
}

/** Whether the middle of an area has the light that is predicted there. */
function isPredicted(photo: Reduced, prediction: Prediction, places: number[]): boolean {
  const middle = inner(photo, places)
  const sums = [0, 0, 0]
  for (const at of middle) {
    for (const [channel, miss] of missAt(photo, prediction, at).entries())
      sums[channel] = (sums[channel] ?? 0) + miss / middle.length
  }
  return Math.hypot(...sums) <= Math.max(tightLevels, tightResiduals * prediction.residual)
}

/** The pixels whose four neighbours are in the area, too: rims are mixed. Of thin areas all. */
function inner({ width }: Reduced, places: number[]): number[] {
  const all = new Set(places)
  const middle = places.filter((at) => [at - 1, at + 1, at - width, at + width].every((next) => all.has(next)))
  return middle.length >= 8 ? middle : places
}

/** The connected areas of 1 (by sides), each as a list of its pixels. */
function partsOf(mask: Uint8Array, width: number): number[][] {
  const left = mask.slice()
  const parts: number[][] = []
  for (let start = 0; start < left.length; start++) {
    if (left[start] !== 1) continue
    const part = [start]
    left[start] = 0
    for (let index = 0; index < part.length; index++) {
      const at = part[index] ?? 0
      const x = at % width
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || left[next] !== 1) continue
        left[next] = 0
        part.push(next)
      }
    }
    parts.push(part)
  }
  return parts
}
