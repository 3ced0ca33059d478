import { canvasRanges, type FreePlace, type SubjectPlace } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'
import type { SubjectOnCanvas } from '#core/look.ts'
import type { Point } from '#core/viewport.ts'

/** How a subject stands: its middle and its size before it is turned, in pixels of the canvas, and its turn in degrees, clockwise. */
export interface Pose extends Point, Size {
  degrees: number
}

/** How the subject is to stand by its settings. What they leave to the photo is as it was seen last. */
export function poseOf(canvas: Size, { place: seen }: SubjectOnCanvas, place: SubjectPlace, degrees: number): Pose {
  const { width, height } = seen
  const pose = { x: seen.x + width / 2, y: seen.y + height / 2, width, height, degrees }
  if (place.kind !== 'free') return pose
  const { centre, fillPercent } = place
  const at = centre && { x: (canvas.width * centre.xPercent) / 100, y: (canvas.height * centre.yPercent) / 100 }
  const grown = fillPercent === undefined ? 1 : fillPercent / fillOf(pose, canvas)
  return { ...pose, ...at, width: width * grown, height: height * grown }
}

/** How much of the canvas a subject of this size fills, in percent: all of it where it is as wide or as high. */
export function fillOf({ width, height }: Size, canvas: Size): number {
  return 100 * Math.max(width / canvas.width, height / canvas.height)
}

/** The place of a subject that stands so, within the ranges; as large as the photo has it as long as nobody sized it. */
export function freePlaceOf(pose: Pose, canvas: Size, isSized: boolean): FreePlace {
  const centre = {
    xPercent: within((100 * pose.x) / canvas.width, canvasRanges.centrePercent),
    yPercent: within((100 * pose.y) / canvas.height, canvasRanges.centrePercent),
  }
  if (!isSized) return { kind: 'free', centre }
  return { kind: 'free', fillPercent: within(fillOf(pose, canvas), canvasRanges.freePercent), centre }
}

export function moved(pose: Pose, right: number, down: number): Pose {
  return { ...pose, x: pose.x + right, y: pose.y + down }
}

/** So many times as large, about a place that stays; the range of what can be filled holds. */
export function sized(pose: Pose, times: number, about: Point, canvas: Size): Pose {
  const fill = fillOf(pose, canvas)
  const grown = within(fill * times, canvasRanges.freePercent) / fill
  return {
    ...pose,
    x: about.x + (pose.x - about.x) * grown,
    y: about.y + (pose.y - about.y) * grown,
    width: pose.width * grown,
    height: pose.height * grown,
  }
}

/** Turned to an angle, which is brought to -180 (not included) to 180. */
export function turnedTo(pose: Pose, degrees: number): Pose {
  const round = ((((degrees + 180) % 360) + 360) % 360) - 180
  return { ...pose, degrees: round === -180 ? 180 : round }
}

/** Where a corner of the turned subject is: `across` and `down` are -1 or 1. */
export function cornerOf({ x, y, width, height, degrees }: Pose, across: number, down: number): Point {
  const angle = (degrees * Math.PI) / 180
  const [u, v] = [(across * width) / 2, (down * height) / 2]
  return { x: x + u * Math.cos(angle) - v * Math.sin(angle), y: y + u * Math.sin(angle) + v * Math.cos(angle) }
}

/** The direction from one place to another, in degrees, clockwise from the right. */
export function directionTo(from: Point, to: Point): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
}

function within(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value))
}
