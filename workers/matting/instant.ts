import type { Size } from '#core/geometry.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import { lookClosely } from './instantClose.ts'
import { confidenceOf, type InstantConfidence, nobody } from './instantConfidence.ts'
import { Eye, type RunInstant } from './instantEye.ts'
import { search } from './instantSearch.ts'

export interface InstantResult {
  /** The mask at the size of the working copy (the photo's, at most `workingSide` on its longer side). */
  alpha: AlphaPlane
  /** Pixels of the mask for one that the network saw: finer details are guesses. */
  grain: number
  confidence: InstantConfidence
}

/** Longer side of the reduced copy that the work is done on; the network sees a person at 400 pixels or so at best. */
const workingSide = 896
/** Below either of these a mask is noise. Above, it may still be of an animal, which the network often cuts out well enough to keep. */
const least = { trust: 0.33, certainty: 0.55 }
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
  const bounds = await search(eye, size)
  const close = bounds === undefined ? undefined : await lookClosely(eye, size, bounds)
  const confidence = close === undefined ? nobody : confidenceOf(close.mask, close.steadiness)
  const isSomebody = close !== undefined && confidence.trust >= least.trust && confidence.certainty >= least.certainty
  const data = isSomebody ? firm(close.mask) : new Float32Array(size.width * size.height)
  return { alpha: { ...size, data }, grain: close?.grain ?? 1, confidence: isSomebody ? confidence : nobody }
}

function workingSize({ width, height }: Size): Size {
  const scale = Math.min(1, workingSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Blending several views smears the edges; this makes them about as narrow again as the network draws them. */
function firm(mask: Float32Array): Float32Array {
  return mask.map((alpha) => Math.min(1, Math.max(0, (alpha - slack) / (1 - 2 * slack))))
}
