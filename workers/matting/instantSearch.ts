import type { Rect, Size } from '#core/geometry.ts'
import { blended, roughGrid } from './instantBlend.ts'
import type { Eye, View } from './instantEye.ts'
import { frame, keepPeople, overlap, parts } from './instantRegion.ts'

const mostSteps = 3
/** In a strip longer than this nobody is to be seen: looking at it part by part would cost by its length, and not by its area. */
const longest = 12

/**
 * Finds out where the people are, in the working copy; undefined when there is nobody.
 * Looks at the whole photo, in a square frame and part by part, then closer until the bounds hold still.
 */
export async function search(eye: Eye, size: Size): Promise<Rect | undefined> {
  let bounds = boundsOf(await wideViews(eye, size), size)
  for (let step = 0; step < mostSteps && bounds !== undefined; step++) {
    const closer: Rect | undefined = boundsOf([await eye.look(frame(bounds, 0.2, 1.5))], size)
    const isStill = closer !== undefined && overlap(closer, bounds) > 0.85
    bounds = closer
    if (isStill) break
  }
  return bounds
}

async function wideViews(eye: Eye, size: Size): Promise<View[]> {
  const whole = { x: 0, y: 0, ...size }
  const views = [await eye.look(frame(whole, 0, 1))]
  const aspect = Math.max(size.width / size.height, size.height / size.width)
  // The network bears a photo that is squeezed a little; a longer one is looked at in overlapping squares.
  if (aspect > 1.1 && aspect <= 1.6) views.push(await eye.look(whole))
  if (aspect > 1.6 && aspect <= longest) {
    for (const part of parts(whole, Math.ceil(2 * aspect) - 1, 1 / aspect)) views.push(await eye.look(part))
  }
  return views
}

function boundsOf(views: View[], size: Size): Rect | undefined {
  const grid = roughGrid(size)
  const { bounds } = keepPeople(blended(views, grid), grid)
  if (bounds === undefined) return undefined
  const { x, y, width, height } = bounds
  return { x: x / grid.scale, y: y / grid.scale, width: width / grid.scale, height: height / grid.scale }
}
