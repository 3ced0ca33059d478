import { sigmoid } from '#workers/matting/outputRange.ts'
import { distances, type Field, type Way } from '#workers/nano/reach.ts'
import { type Features, likeness } from './likeness.ts'
import { enlarged, pooled } from './planes.ts'
import { reachedFrom } from './region.ts'

/** What is known of a photo and of one dab, on a grid of `side` squared cells. */
export interface Known {
  side: number
  /** Planes of red, green and blue, 0 to 1. */
  rgb: Float32Array
  /** The mask that was seen when the dab was made, 0 to 1. */
  present: Float32Array
  /** The built-in network's logits without hints, and with all of them. */
  unhinted: Float32Array
  hinted: Float32Array
  /** Its features at an eighth of the input's side, standardised: the decoder's and the backbone's. */
  decoder: Features
  backbone: Features
  /** 1 where the dab is. */
  dab: Uint8Array
  /** Not 0 where an earlier dab has said the opposite. */
  against: Float32Array
  isKeep: boolean
}

type Course = Omit<Way, 'scale'>

/** Ways over the photo from the dab, see `Way`: near and alike; alike, however far; alike and on the same side of the mask; on the same side. */
const courses = {
  near: { base: 1, colour: 50, mask: 0 },
  alike: { base: 0.05, colour: 50, mask: 0 },
  alikeWithin: { base: 0.25, colour: 20, mask: 20 },
  within: { base: 0.1, colour: 0, mask: 30 },
} as const satisfies Record<string, Course>

/**
 * What each finding adds to the logit. A logistic regression on one dab after another, up to three, on every second of the pairs with masks that people
 * made; what it is worth is measured on the others (`npm run bench -- studio`). Distances count by the logarithm of 1 + their value.
 */
const weights = {
  constant: -3.1075,
  near: 2.4848,
  alike: -1.4627,
  alikeWithin: -1.4975,
  within: 0.5945,
  hinted: 0.5415,
  unhinted: 0.1852,
  away: -0.1935,
  likeDecoder: 1.5469,
  likeBackbone: 1.2754,
  colour: -0.9632,
  domain: 1.9646,
  unhintedAtDab: -0.5104,
}

/** The distances are worked out on a grid of half the side. */
const coarsening = 2
const mostLogit = 8

/** How likely each cell is of what the dab means, 0 to 1. */
export function likelyMeant(known: Known): Float32Array {
  const { side, rgb, present, hinted, unhinted, dab, against, isKeep } = known
  const small = side / coarsening
  const field = {
    size: { width: small, height: small },
    rgb: pooled(rgb, side, coarsening),
    mask: pooled(present, side, coarsening),
  }
  const seeds = seedsOf(dab, side, coarsening)
  const alikeWithin = distances(field, seeds, courses.alikeWithin)
  const fine = enlarged(coarseLogits(known, field, seeds, alikeWithin), small, side)
  const nearer = nearerTo(alikeWithin, seedsOf(against, side, coarsening), field)
  const allowed = nearer === undefined ? undefined : enlarged(nearer, small, side)
  const wanted = (logit: number) => Math.min(mostLogit, Math.max(-mostLogit, isKeep ? logit : -logit))
  return fine.map((logit, at) => {
    const all = logit + weights.hinted * wanted(hinted[at] ?? 0) + weights.unhinted * wanted(unhinted[at] ?? 0)
    return sigmoid(all) * (allowed?.[at] ?? 1)
  })
}

/**
 * 1 for cells that are nearer to the dab than to all earlier ones that have said the opposite, else 0: what was said before holds around where it was said.
 * Undefined where nothing was.
 */
function nearerTo(toDab: Float32Array, others: Uint8Array, field: Field): Float32Array | undefined {
  if (!others.includes(1)) return undefined
  const toOthers = distances(field, others, courses.alikeWithin)
  return toDab.map((distance, at) => (distance <= (toOthers[at] ?? 0) ? 1 : 0))
}

/** All that does not come of the network's logits cell by cell, on the field's grid. */
function coarseLogits(
  { side, present, unhinted, decoder, backbone, dab, isKeep }: Known,
  field: Field,
  seeds: Uint8Array,
  alikeWithin: Float32Array,
): Float32Array {
  const small = field.size.width
  const ways = [
    { weight: weights.near, distance: distances(field, seeds, courses.near) },
    { weight: weights.alike, distance: distances(field, seeds, courses.alike) },
    { weight: weights.alikeWithin, distance: alikeWithin },
    { weight: weights.within, distance: distances(field, seeds, courses.within) },
  ]
  const centre = middleOf(seeds, small)
  const [red = 0, green = 0, blue = 0] = meanColour(field.rgb, seeds)
  const likes = [
    { weight: weights.likeDecoder, alike: likeness(decoder, sharesOf(dab, side, decoder.side), small) },
    { weight: weights.likeBackbone, alike: likeness(backbone, sharesOf(dab, side, backbone.side), small) },
  ]
  const atDab = meanAt(unhinted, dab) * (isKeep ? 1 : -1)
  const same =
    weights.constant +
    weights.domain * domainShare(present, dab, side, isKeep) +
    weights.unhintedAtDab * Math.min(mostLogit, Math.max(-mostLogit, atDab))
  const cells = small * small
  const logits = new Float32Array(cells)
  for (let at = 0; at < cells; at++) {
    const [x, y] = [(at % small) - centre.x, Math.floor(at / small) - centre.y]
    let logit = same + weights.away * Math.log1p(Math.sqrt(x * x + y * y))
    for (const { weight, distance } of ways) logit += weight * Math.log1p(distance[at] ?? 0)
    for (const { weight, alike } of likes) logit += weight * (alike[at] ?? 0)
    const offRed = (field.rgb[at] ?? 0) - red
    const offGreen = (field.rgb[cells + at] ?? 0) - green
    const offBlue = (field.rgb[2 * cells + at] ?? 0) - blue
    logits[at] = logit + weights.colour * Math.sqrt(offRed * offRed + offGreen * offGreen + offBlue * offBlue)
  }
  return logits
}

/** The coarser cells of which a dab covers nearly half or, where it is too small for that, any part. */
function seedsOf(dab: Uint8Array | Float32Array, side: number, factor: number): Uint8Array {
  const shares = pooled(Float32Array.from(dab), side, factor)
  const least = shares.some((share) => share > 0.4) ? 0.4 : 0
  return Uint8Array.from(shares, (share) => (share > least ? 1 : 0))
}

function sharesOf(dab: Uint8Array, side: number, wanted: number): Float32Array {
  return pooled(Float32Array.from(dab), side, side / wanted)
}

function middleOf(cells: Uint8Array, side: number): { x: number; y: number } {
  let [x, y, count] = [0, 0, 0]
  for (const [at, value] of cells.entries()) {
    if (value === 0) continue
    x += at % side
    y += Math.floor(at / side)
    count += 1
  }
  return { x: x / count, y: y / count }
}

function meanColour(rgb: Float32Array, cells: Uint8Array): number[] {
  return [0, 1, 2].map((plane) => meanAt(rgb.subarray(plane * cells.length, (plane + 1) * cells.length), cells))
}

function meanAt(values: Float32Array, cells: Uint8Array): number {
  let [sum, count] = [0, 0]
  for (const [at, value] of cells.entries()) {
    if (value === 0) continue
    sum += values[at] ?? 0
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

/** Share of the photo that the dab could change: what hangs together with it on its side of the mask. */
function domainShare(present: Float32Array, dab: Uint8Array, side: number, isKeep: boolean): number {
  const canChange = (cell: number) => dab[cell] === 1 || (present[cell] ?? 0) > 0.5 !== isKeep
  const reached = reachedFrom(dab, canChange, { width: side, height: side })
  return reached.reduce((count, value) => count + value, 0) / present.length
}
