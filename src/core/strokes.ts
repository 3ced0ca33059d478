import type { Size } from './geometry.ts'

/** A place that a stroke passes, in pixels of the upright photo at its full size; it may lie a little outside. */
export interface StrokePoint {
  x: number
  y: number
  /** How hard a pen was pressed, 0 to 1; 1 for all that feels no pressure. It thins the stroke. */
  pressure: number
}

/** What a brush is like. */
export interface Brush {
  /** `keep` makes the cutout solid, `remove` empty. */
  kind: 'keep' | 'remove'
  /** Diameter at full pressure, in pixels of the photo. */
  size: number
  /** The part of the radius that is painted in full, 0 to 100; from there on the stroke fades out. */
  hardnessPercent: number
  /** How much a stroke changes at most, 1 to 100: however often it crosses itself, it counts once. */
  opacityPercent: number
  /** Whether it stays on its own side of the photo's edges. */
  isEdgeAware: boolean
  /** `smart`: a hint, from which the region that is meant is found. `hair`: a mark, where refining is to look for hair. Otherwise it paints exactly what it covers. */
  nature?: BrushNature
}

export type BrushNature = 'smart' | 'exact' | 'hair'

/** One movement of the brush: what it was like, and where it went. Kept as it is, and painted anew at whatever size is needed. */
export interface Stroke extends Brush {
  /** Different for any two strokes of this page. */
  id: string
  points: readonly StrokePoint[]
}

export const initialBrush: Omit<Brush, 'size'> = {
  kind: 'remove',
  hardnessPercent: 80,
  opacityPercent: 100,
  isEdgeAware: false,
  nature: 'smart',
}

export const strokeRanges = {
  size: { min: 1, max: 2000 },
  hardnessPercent: { min: 0, max: 100, step: 5 },
  opacityPercent: { min: 1, max: 100, step: 1 },
} as const

/** More places than a hand makes in minutes; what goes beyond is left out. */
const maxPoints = 20_000

/** A brush that has not been set yet is this share of the photo's longer side. */
const usualShare = 0.04

/** The diameter that suits a photo of this size, in its pixels. */
export function usualBrushSize({ width, height }: Size): number {
  return validSize(Math.round(Math.max(width, height) * usualShare))
}

/** A whole diameter within the limits. */
export function validSize(size: number): number {
  return Math.round(within(size, strokeRanges.size, strokeRanges.size.min))
}

/** The brush with every number brought into its range. */
export function validBrush<B extends Partial<Brush>>(brush: B): B {
  const valid = { ...brush }
  const { hardnessPercent: hard, opacityPercent: strong } = strokeRanges
  if (valid.size !== undefined) valid.size = validSize(valid.size)
  if (valid.hardnessPercent !== undefined) valid.hardnessPercent = within(valid.hardnessPercent, hard, hard.max)
  if (valid.opacityPercent !== undefined) valid.opacityPercent = within(valid.opacityPercent, strong, strong.max)
  return valid
}

/** The stroke with every number in its range and without places that are no numbers or far from the photo; undefined where none is left. */
export function validStroke(stroke: Stroke, photo: Size): Stroke | undefined {
  const brush = validBrush(stroke)
  const reach = brush.size
  const isNear = ({ x, y }: StrokePoint) =>
    x >= -reach && y >= -reach && x <= photo.width + reach && y <= photo.height + reach
  const points = stroke.points
    .filter((point) => isNear(point))
    .slice(0, maxPoints)
    .map(({ x, y, pressure }) => ({ x, y, pressure: within(pressure, { min: 0, max: 1 }, 1) }))
  return points.length === 0 ? undefined : { ...brush, points }
}

/** Whether the stroke marks where hair is, and paints nothing itself. */
export function isHairMark({ nature }: Pick<Stroke, 'nature'>): boolean {
  return nature === 'hair'
}

/** One name for a list of strokes: none is the empty text. */
export function strokesFingerprint(strokes: readonly Stroke[]): string {
  return strokes.map(({ id }) => id).join()
}

/** How many strokes both lists begin with. */
export function sharedStrokes(one: readonly Stroke[], other: readonly Stroke[]): number {
  const differs = one.findIndex(({ id }, place) => other[place]?.id !== id)
  return differs < 0 ? one.length : differs
}

function within(value: number, { min, max }: { min: number; max: number }, usual: number): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : usual
}
