import type { Rect, Size } from '#core/geometry.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize.ts'
import { Blend } from './instantBlend.ts'
import { confidenceOf, type InstantConfidence } from './instantConfidence.ts'
import { frame, keepPeople, overlap, parts } from './instantRegion.ts'
import { lookAt, type Planes } from './instantView.ts'

/** Side of the square that the network sees, in pixels. */
export const instantSide = 256

/** Runs the network: RGB 0 to 1 as three planes of `instantSide` squared in, alpha 0 to 1 of one plane out. */
export type RunInstant = (input: Float32Array) => Promise<Float32Array>

export interface InstantResult {
  /** The mask at the size of the working copy (the photo's, at most `workingSide` on its longer side). */
  alpha: AlphaPlane
  confidence: InstantConfidence
}

/** Longer side of the reduced copy that the work is done on; the network sees a person at 400 pixels or so at best. */
const workingSide = 1024
/** Less than this share of the working copy is noise, not a person. */
const leastPerson = 0.0015

/**
 * Finds the people of a photo with a network that expects them to fill its small square frame.
 * First the whole photo is looked at, then the people that were found, closer and closer, until the frame holds still; then the
 * close views are blended. Gives an empty mask when there is nobody. A photo of any size may be given; it is reduced once.
 */
export async function findPeople(photo: RgbaPixels, run: RunInstant): Promise<InstantResult> {
  const size = workingSize(photo)
  const eye = new Eye({ ...size, data: resizeToPlanes(photo, size) }, run)
  const found = await search(eye, size)
  const alpha = found === undefined ? new Float32Array(size.width * size.height) : await lookClosely(eye, size, found)
  return { alpha: { ...size, data: alpha }, confidence: confidenceOf(alpha) }
}

function workingSize({ width, height }: Size): Size {
  const scale = Math.min(1, workingSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** What the network says of a rectangle of the photo. */
class Eye {
  readonly #photo: Planes
  readonly #run: RunInstant

  constructor(photo: Planes, run: RunInstant) {
    this.#photo = photo
    this.#run = run
  }

  async look(rect: Rect): Promise<View> {
    return { rect, mask: await this.#run(lookAt(this.#photo, rect, instantSide)) }
  }
}

interface View {
  rect: Rect
  mask: Float32Array
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
async function lookClosely(eye: Eye, size: Size, { bounds }: Found): Promise<Float32Array> {
  const tight = frame(bounds, 0.15, 2)
  const views = [await eye.look(frame(bounds, 0.05, 1)), await eye.look(frame(bounds, 0.1, 1.5)), await eye.look(tight)]
  if (Math.max(tight.width, tight.height) > 1.5 * instantSide) {
    const whole = blended(size, views)
    for (const part of parts(tight, 2, 0.6)) {
      const view = await eye.look(part)
      if (agrees(blended(size, [view]), whole, part, size)) views.push(view)
    }
  }
  return keepPeople(blended(size, views), size, leastPerson * size.width * size.height).mask
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
