import type { MadeWith } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { findIslands } from '#workers/matting/islands.ts'
import { meanOf, type View } from '#workers/matting/nano/eye.ts'
import { plainEnough } from '#workers/pixels/keyer/plain.ts'
import { overlap } from '#workers/pixels/overlap.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { type AlphaPlane, resizeMask } from '#workers/pixels/resize/resize.ts'
import { grown } from './grown.ts'
import { withoutStrays } from './strays.ts'

/** What the keyer and nano have made of the same photo. */
export interface Both {
  /** The keyer's mask at the photo's size, and its figures. */
  keyed: GrayRaster & { coverage: number; undecidedShare: number; holes?: { closed: Uint8Array } }
  /** The score of `plainness`. */
  plainScore: number
  /** Nano's masks of the whole photo, as they came. */
  seen: View
  /** Whether a place of the photo, by its shares of width and height, is a darker shade of the backdrop. */
  isShadeAt: (x: number, y: number) => boolean
}

/** The mask to be taken: nano's as it came (`nano`), or this one at the photo's size. */
export type Joined = { auto: NonNullable<MadeWith['auto']>; mask: GrayRaster | undefined }

/** Soft intersection over union from which the two speak of the same subject. */
const agreeing = 0.75
/** Below this the keyer has overlooked most of the subject. */
const leastAlike = 0.6
/** Agreement of nano's masks of the photo and of its mirror image from which it knows what it sees. */
const steady = 0.9
/** From here on a backdrop is so plain that the keyer is believed rather than a network that is not steady. */
const clearlyPlain = 0.8
/** Longer side of the copy on which the two are compared, in pixels: as fine as nano sees. */
const comparedSide = 320

/**
 * Joins the two masks: nano decides what the subject is, the keyer draws its edge where the backdrop is plain and both agree. Where they
 * speak of different things, a steady nano is believed: a frame round a photo is no subject, whatever its border looks like.
 */
export function join({ keyed, plainScore, seen, isShadeAt }: Both): Joined {
  const isPlain = plainScore >= plainEnough && fits(keyed)
  const isFound = seen.plain.data.some((alpha) => alpha > 0.5)
  if (!isPlain) return { auto: { choice: 'nano', sure: isFound }, mask: undefined }
  if (!isFound) return { auto: { choice: 'keyer', sure: false }, mask: keyed }
  const size = comparedSize(keyed)
  const compared = (plane: AlphaPlane) => ({ ...size, data: resizeMask(plane, size) })
  const [drawn, thought] = [reduceMask(keyed, size), compared(meanOf(seen))]
  // What the keyer has opened by the backdrop's own light was not overlooked.
  const closed = keyed.holes === undefined ? drawn : reduceMask({ ...keyed, data: keyed.holes.closed }, size)
  const alike = Math.max(overlap(drawn.data, thought.data), overlap(closed.data, thought.data))
  const isSteady = overlap(compared(seen.plain).data, compared(seen.mirror).data) >= steady
  if (!isSteady && plainScore >= clearlyPlain)
    return { auto: { choice: 'keyer', sure: alike >= agreeing }, mask: keyed }
  // Of glass on a table the keyer sees the gleams alone.
  if (alike < leastAlike) return { auto: { choice: 'nano', sure: false }, mask: undefined }
  const filled = fillOverlooked(keyed, { drawn, closed }, thought)
  // A network may not see through a ring: with its hole closed, the keyer's is the same subject.
  const agreed = Math.max(overlap(filled.drawn.data, thought.data), overlap(closed.data, thought.data))
  if (agreed < agreeing) return { auto: { choice: 'nano', sure: false }, mask: undefined }
  const cleared = isSteady ? withoutStrays(filled.mask, { drawn: filled.drawn, thought, isShadeAt }) : undefined
  return filled.isChanged || cleared !== undefined
    ? { auto: { choice: 'joined', sure: true }, mask: cleared ?? filled.mask }
    : { auto: { choice: 'keyer', sure: true }, mask: keyed }
}

/** Whether a keyed mask looks like a subject: neither nothing nor nearly all, and mostly decided. */
function fits({ coverage, undecidedShare }: Both['keyed']): boolean {
  return coverage > 0.0005 && coverage < 0.97 && undecidedShare < 0.1 + 0.2 * coverage
}

function comparedSize({ width, height }: Size): Size {
  const scale = Math.min(1, comparedSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Least area of what the keyer took for backdrop and nano for subject, as a share of the subject's: less is a matter of the edge. */
const leastOverlooked = 0.004
/** It reaches so far into what the keyer has drawn, in compared pixels, that no seam stays between the two. */
const seam = 2
/** Such a part is at least so many compared pixels across. */
const leastAcross = 4

/**
 * White sleeves on white: what the keyer took for backdrop in the midst of what nano calls the subject, is filled in. The part's own edge is
 * nano's, where it meets the keyer's subject there is none.
 */
function fillOverlooked(
  keyed: GrayRaster,
  { drawn, closed }: Record<'drawn' | 'closed', GrayRaster>,
  thought: GrayRaster,
) {
  const { width, height } = drawn
  const missing = Float32Array.from(thought.data, (value, at) => (value > 200 && (closed.data[at] ?? 0) < 60 ? 1 : 0))
  const { islands, label } = findIslands(missing, { width, height }, 0.5)
  const subject = thought.data.reduce((sum, value) => sum + (value > 127 ? 1 : 0), 0)
  const isLarge = islands.map(
    ({ area, bounds }) =>
      area >= leastOverlooked * subject &&
      Math.min(bounds.width, bounds.height) >= leastAcross &&
      area >= leastAcross * Math.max(bounds.width, bounds.height),
  )
  if (!isLarge.includes(true)) return { drawn, mask: keyed, isChanged: false }
  const isIn = Uint8Array.from(label, (island) => (island > 0 && isLarge[island - 1] === true ? 1 : 0))
  const around = grown(isIn, { width, height }, seam)
  const part = Float32Array.from(around, (value, at) => {
    const seen = thought.data[at] ?? 0
    return value === 1 && seen > 150 ? seen / 255 : 0
  })
  const [small, whole] = [drawn, keyed].map((mask) => {
    const filling = resizeMask({ width, height, data: part }, mask)
    return {
      width: mask.width,
      height: mask.height,
      data: mask.data.map((alpha, at) => Math.max(alpha, filling[at] ?? 0)),
    }
  })
  if (small === undefined || whole === undefined) throw new Error('two masks give two masks')
  return { drawn: small, mask: whole, isChanged: true }
}
