import type { Rect, Size } from '#core/geometry.ts'
import { blended, roughGrid } from './instantBlend.ts'
import { disagreement } from './instantConfidence.ts'
import { type Eye, instantSide, type View } from './instantEye.ts'
import { frame, keepPeople, parts } from './instantRegion.ts'

export interface CloseLook {
  /** Alpha 0 to 1 at the size of the working copy. */
  mask: Float32Array
  /** Pixels of the working copy for one that the network saw, in the closest frame that shows everyone. */
  grain: number
  /** See `InstantConfidence`. */
  steadiness: number
}

/** Looks at the people within these bounds in several frames, and at the halves of tall or wide groups, and blends it all. */
export async function lookClosely(eye: Eye, size: Size, bounds: Rect): Promise<CloseLook> {
  const [near, wide, tight] = [frame(bounds, 0.1, 1.5), frame(bounds, 0.35, 1.2), frame(bounds, 0.15, 2)]
  const first = await eye.look(near)
  const mirror = await eye.lookMirrored(near)
  const pairs = [
    [first, mirror],
    [first, await eye.lookInTheDark(near)],
    [await eye.look(wide), await eye.lookMirrored(wide)],
  ] as const
  const differences = pairs.map(([one, other]) => disagreement(within(one, bounds), within(other, bounds)))
  const views = [first, mirror, await eye.look(frame(bounds, 0.05, 1)), await eye.look(tight)]
  if (Math.max(tight.width, tight.height) > 1.5 * instantSide)
    views.push(...(await lookAtHalves(eye, size, tight, views)))

  const { mask } = keepPeople(blended(views, { ...size, scale: 1 }), size)
  const wavering = differences.reduce((sum, difference) => sum + difference) / differences.length
  const grain = Math.max(near.width, near.height) / instantSide
  return { mask, grain, steadiness: Math.max(0, 1 - 2 * wavering) }
}

/** The mask with everything outside of these bounds removed: who else is there does not count. */
function within({ rect, mask }: View, bounds: Rect): Float32Array {
  const [across, down] = [instantSide / rect.width, instantSide / rect.height]
  const inView = {
    x: (bounds.x - rect.x) * across,
    y: (bounds.y - rect.y) * down,
    width: bounds.width * across,
    height: bounds.height * down,
  }
  return mask.map((alpha, pixel) => (isInside(inView, pixel, { width: instantSide, scale: 1 }) ? alpha : 0))
}

/** Without its surroundings a half may be misread; it is believed where it mostly says what the wider views said. */
async function lookAtHalves(eye: Eye, size: Size, rect: Rect, wider: View[]): Promise<View[]> {
  const grid = roughGrid(size)
  const whole = blended(wider, grid)
  const believed: View[] = []
  for (const part of parts(rect, 2, 0.6)) {
    const view = await eye.look(part)
    const seen = blended([view], grid)
    const known = whole.map((alpha, pixel) => (isInside(part, pixel, grid) ? alpha : 0))
    if (disagreement(seen, known) < 0.2) believed.push(view)
  }
  return believed
}

function isInside({ x, y, width, height }: Rect, pixel: number, grid: { width: number; scale: number }): boolean {
  const [column, row] = [(pixel % grid.width) / grid.scale, Math.floor(pixel / grid.width) / grid.scale]
  return column >= x && column < x + width && row >= y && row < y + height
}
