import type { Rect, Size } from '#core/geometry.ts'
import type { Pose } from './pose.ts'

/** A line of the canvas that a subject was drawn to: where it runs, in pixels from the left (`x`) or from above (`y`). */
export interface SnapLine {
  axis: 'x' | 'y'
  at: number
}

/** Room that is kept around a product, as a share of the canvas's shorter side: what one that fills 85 % leaves at each end. */
const marginShare = 0.075

/**
 * Draws a subject to the canvas's middle, to its margins and to its ends, where one of these is near, and says which.
 * @param box what the subject takes up, in pixels from its middle
 * @param reach how near is near, in pixels
 */
export function snapped(pose: Pose, box: Rect, canvas: Size, reach: number): { pose: Pose; lines: SnapLine[] } {
  const margin = marginShare * Math.min(canvas.width, canvas.height)
  const x = drawn(pose.x + box.x, box.width, canvas.width, margin, reach)
  const y = drawn(pose.y + box.y, box.height, canvas.height, margin, reach)
  return {
    pose: { ...pose, x: pose.x + (x?.by ?? 0), y: pose.y + (y?.by ?? 0) },
    lines: [
      ...(x === undefined ? [] : [{ axis: 'x', at: x.at } as const]),
      ...(y === undefined ? [] : [{ axis: 'y', at: y.at } as const]),
    ],
  }
}

function drawn(start: number, length: number, whole: number, margin: number, reach: number) {
  const [middle, end] = [start + length / 2, start + length]
  const choices = [
    { at: whole / 2, from: middle },
    { at: margin, from: start },
    { at: whole - margin, from: end },
    { at: 0, from: start },
    { at: whole, from: end },
  ]
  return choices
    .map(({ at, from }) => ({ at, by: at - from }))
    .filter(({ by }) => Math.abs(by) <= reach)
    .sort((one, other) => Math.abs(one.by) - Math.abs(other.by))[0]
}

/** Angles that a subject is drawn to, and how near is near; in degrees. */
const angles = { every: 15, reach: 3 } as const

/** The angle itself in whole degrees, or the one that it is drawn to. */
export function snappedAngle(degrees: number): number {
  const near = Math.round(degrees / angles.every) * angles.every
  return Math.abs(degrees - near) <= angles.reach ? near : Math.round(degrees)
}
