import type { Rect, Size } from '#core/geometry.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize.ts'
import { Blend } from './instantBlend.ts'
import { confidenceOf, disagreement, type InstantConfidence, nobody } from './instantConfidence.ts'
import { Eye, instantSide, type RunInstant, type View } from './instantEye.ts'
import { frame, keepPeople, overlap, parts } from './instantRegion.ts'

export interface InstantResult {
  /** The mask at the size of the working copy (the photo's, at most `workingSide` on its longer side). */
  alpha: AlphaPlane
  confidence: InstantConfidence
}

/** Longer side of the reduced copy that the work is done on; the network sees a person at 400 pixels or so at best. */
const workingSide = 1024
/** Less than this share of the working copy is noise, not a person. */
const leastPerson = 0.0015
/** A mask trusted less than this is of no person: an animal, a statue of sorts, a pattern. */
const leastTrust = 0.53
/** Alpha this close to 0 or 1 becomes 0 or 1. */
const slack = 0.15

/**
 * Finds the people of a photo with a network that expects them to fill its small square frame.
 * First the whole photo is looked at, then the people that were found, closer and closer, until the frame holds still; then the
 * close views are blended. Gives an empty mask when there is nobody. A photo of any size may be given; it is reduced once.
 */
export async function findPeople(photo: RgbaPixels, run: RunInstant): Promise<InstantResult> {
  const size = workingSize(photo)
  const eye = new Eye({ ...size, data: resizeToPlanes(photo, size) }, run)
  const found = await search(eye, size)
  const close = found === undefined ? undefined : await lookClosely(eye, size, found)
  const confidence = close === undefined ? nobody : confidenceOf(close.mask, close.steadiness)
  const isSomebody = close !== undefined && confidence.trust >= leastTrust
  const data = isSomebody ? firm(close.mask) : new Float32Array(size.width * size.height)
  return { alpha: { ...size, data }, confidence: isSomebody ? confidence : nobody }
}

/** Blending several views smears the edges; this makes them about as narrow again as the network draws them. */
function firm(mask: Float32Array): Float32Array {
  return mask.map((alpha) => Math.min(1, Math.max(0, (alpha - slack) / (1 - 2 * slack))))
}

function workingSize({ width, height }: Size): Size {
  const scale = Math.min(1, workingSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Where the people are: bounds in the working copy, and a rough mask. */
interface Found {
  bounds: Rect
  mask: Float32Array
}

/** Looks at the whole photo, in a square frame and part by part, then closer until the bounds hold still. */
async function search(eye: Eye, size: Size): Promise<Found | undefined> {
  const whole = { x: 0, y: 0, ...size }
  const views = [await eye.look(frame(whole, 0, 1))]
  const aspect = Math.max(size.width / size.height, size.height / size.width)
  if (aspect > 1.1 && aspect <= 1.6) views.push(await eye.look(whole))
  if (aspect > 1.6) {
    const count = Math.ceil(2 * aspect) - 1
    for (const part of parts(whole, count, 1 / aspect)) views.push(await eye.look(part))
  }
  let found = people(size, views)
  for (let step = 0; step < 3 && found !== undefined; step++) {
    const closer: Found | undefined = people(size, [await eye.look(frame(found.bounds, 0.2, 1.5))])
    if (closer === undefined) return undefined
    const isStill = overlap(closer.bounds, found.bounds) > 0.85
    found = closer
    if (isStill) break
  }
  return found
}

function people(size: Size, views: View[]): Found | undefined {
  const { mask, bounds } = keepPeople(blended(size, views), size, leastPerson * size.width * size.height)
  return bounds === undefined ? undefined : { mask, bounds }
}

function blended(size: Size, views: View[]): Float32Array {
  const blend = new Blend(size)
  for (const { rect, mask } of views) blend.add(mask, instantSide, rect)
  return blend.mean()
}

/** Several frames around the people, and for tall or wide groups their halves, blended. */
async function lookClosely(
  eye: Eye,
  size: Size,
  { bounds }: Found,
): Promise<{ mask: Float32Array; steadiness: number }> {
  const [near, wide, tight] = [frame(bounds, 0.1, 1.5), frame(bounds, 0.35, 1.2), frame(bounds, 0.15, 2)]
  const first = await eye.look(near)
  const mirror = await eye.lookMirrored(near)
  const differences = [
    disagreement(first.mask, mirror.mask),
    disagreement(first.mask, (await eye.lookInTheDark(near)).mask),
    disagreement((await eye.look(wide)).mask, (await eye.lookMirrored(wide)).mask),
  ]
  const views = [first, mirror, await eye.look(frame(bounds, 0.05, 1)), await eye.look(tight)]
  if (Math.max(tight.width, tight.height) > 1.5 * instantSide) {
    const whole = blended(size, views)
    for (const part of parts(tight, 2, 0.6)) {
      const view = await eye.look(part)
      if (agrees(blended(size, [view]), whole, part, size)) views.push(view)
    }
  }
  const { mask } = keepPeople(blended(size, views), size, leastPerson * size.width * size.height)
  const wavering = differences.reduce((sum, difference) => sum + difference) / differences.length
  return { mask, steadiness: Math.max(0, 1 - 2 * wavering) }
}

/** Without its surroundings a part may be misread; it is believed where it mostly says what the wider views said. */
function agrees(part: Float32Array, whole: Float32Array, { x, y, width, height }: Rect, size: Size): boolean {
  let difference = 0
  let either = 1
  for (let row = Math.max(0, Math.ceil(y)); row < Math.min(size.height, y + height); row++) {
    for (let column = Math.max(0, Math.ceil(x)); column < Math.min(size.width, x + width); column++) {
      const ours = part[row * size.width + column] ?? 0
      const theirs = whole[row * size.width + column] ?? 0
      difference += Math.abs(ours - theirs)
      either += Math.max(ours, theirs)
    }
  }
  return difference / either < 0.2
}
