import type { Holes } from './holes.ts'

/** A place on a photo, as shares of its width and height, 0 to 1. */
export interface PhotoPoint {
  x: number
  y: number
}

/** Which of a mask's separate objects stay: all, the largest, or those at these places (none, if there are no places). */
export type KeptObjects = { keep: 'all' } | { keep: 'largest' } | { keep: 'picked'; at: readonly PhotoPoint[] }

/** What becomes of transparency that a photo brought along: joined with the mask, passed over, or taken instead of the mask. */
export type ExistingAlpha = 'multiply' | 'ignore' | 'keep'

/** What a person has set for the edges of one photo's cutout. Lengths are in pixels of the photo at its full size. */
export interface EdgeSettings {
  /** Smooths the mask and makes it hard, as the hosted services' `postProcessMask` does, before all other controls. */
  postProcessMask: boolean
  /** Whether the backdrop is seen through the subject. */
  holes: Holes
  /** Mask values up to `black` become empty, those from `white` on solid; `black` is below `white`. */
  levels: { black: number; white: number }
  objects: KeptObjects
  /** Removes objects smaller than a square whose side is `speckPercent` of the photo's shorter side. */
  dropSpecks: boolean
  speckPercent: number
  /** Closes holes up to a square whose side is `holePercent` of the photo's shorter side. */
  fillHoles: boolean
  holePercent: number
  /** Moves the edge out, or in where negative. */
  growPixels: number
  /** Sigma of the softening. */
  featherPixels: number
  /** Solid from `threshold` on, empty below: no soft edge is left. */
  hardEdge: boolean
  threshold: number
  invert: boolean
  /** Takes the old background's tint out of half-transparent pixels, by `cleanPercent`. */
  cleanColours: boolean
  cleanPercent: number
  existingAlpha: ExistingAlpha
}

export const initialEdges: EdgeSettings = {
  postProcessMask: false,
  holes: 'auto',
  levels: { black: 0, white: 255 },
  objects: { keep: 'all' },
  dropSpecks: false,
  speckPercent: 2,
  fillHoles: false,
  holePercent: 5,
  growPixels: 0,
  featherPixels: 0,
  hardEdge: false,
  threshold: 128,
  invert: false,
  cleanColours: true,
  cleanPercent: 100,
  existingAlpha: 'multiply',
}

/** Ends and steps of everything that is a number. */
export const edgeRanges = {
  level: { min: 0, max: 255, step: 1 },
  speckPercent: { min: 0.5, max: 30, step: 0.5 },
  holePercent: { min: 0.5, max: 50, step: 0.5 },
  growPixels: { min: -20, max: 20, step: 0.5 },
  featherPixels: { min: 0, max: 20, step: 0.5 },
  threshold: { min: 1, max: 255, step: 1 },
  cleanPercent: { min: 0, max: 100, step: 5 },
} as const

/** Objects that a person may pick at most. */
const maxPicked = 64

/** The settings with every number brought into its range; what is no number becomes the usual value. */
export function validEdges(edges: EdgeSettings): EdgeSettings {
  const number = (key: NumberKey): number => within(edges[key], edgeRanges[key], initialEdges[key])
  const black = Math.round(within(edges.levels.black, { min: 0, max: 254 }, 0))
  const white = Math.round(within(edges.levels.white, { min: 1, max: 255 }, 255))
  return {
    ...edges,
    levels: { black, white: Math.max(black + 1, white) },
    objects: edges.objects.keep === 'picked' ? picked(edges.objects.at) : edges.objects,
    speckPercent: number('speckPercent'),
    holePercent: number('holePercent'),
    growPixels: number('growPixels'),
    featherPixels: number('featherPixels'),
    threshold: Math.round(number('threshold')),
    cleanPercent: number('cleanPercent'),
  }
}

type NumberKey = Exclude<keyof typeof edgeRanges, 'level'>

function within(value: number, { min, max }: { min: number; max: number }, usual: number): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : usual
}

function picked(at: readonly PhotoPoint[]): KeptObjects {
  const isOnPhoto = ({ x, y }: PhotoPoint) => x >= 0 && x <= 1 && y >= 0 && y <= 1
  return { keep: 'picked', at: at.filter(isOnPhoto).slice(0, maxPicked) }
}

/** The steps from the network's mask to the cutout; each depends on the one before. */
export type EdgeStep = 'cleared' | 'chosen' | 'shaped' | 'cleaned'

/** One name for all settings that make the same of a step: what is switched off, and what it would have been set to, does not count. */
export function edgesFingerprint(edges: EdgeSettings, step: EdgeStep = 'cleaned'): string {
  const { postProcessMask, levels, objects, growPixels, featherPixels, invert } = edges
  const parts = {
    cleared: [edges.holes, postProcessMask, levels.black, levels.white, edges.dropSpecks && edges.speckPercent],
    chosen: [objects.keep === 'picked' ? objects.at.map(({ x, y }) => [x, y]) : objects.keep],
    shaped: [
      growPixels,
      featherPixels,
      edges.fillHoles && edges.holePercent,
      edges.hardEdge && edges.threshold,
      invert,
    ],
    cleaned: [edges.cleanColours && edges.cleanPercent > 0 && edges.cleanPercent, edges.existingAlpha],
  } satisfies Record<EdgeStep, unknown[]>
  return JSON.stringify(edgeSteps.slice(0, edgeSteps.indexOf(step) + 1).map((part) => parts[part]))
}

const edgeSteps = ['cleared', 'chosen', 'shaped', 'cleaned'] as const satisfies readonly EdgeStep[]

/** The picked objects with the one at this place taken in or, where it was among them, left out. `isSame` says whether two places are in one object. */
export function togglePick(
  objects: readonly PhotoPoint[],
  place: PhotoPoint,
  isSame: (one: PhotoPoint, other: PhotoPoint) => boolean,
): PhotoPoint[] {
  const others = objects.filter((point) => !isSame(point, place))
  return others.length < objects.length ? others : [...objects, place]
}

/** The settings that say something of one photo alone: they stay behind when the others are applied to all photos. */
export function withoutOwnPicks(edges: EdgeSettings): EdgeSettings {
  return edges.objects.keep === 'picked' ? { ...edges, objects: initialEdges.objects } : edges
}

/** What alpha matting takes for sure, as the hosted services name it: values above, values below, and the side of the square that erodes both. */
export interface RefineSettings {
  foregroundAbove: number
  backgroundBelow: number
  erodePixels: number
}

export const initialRefine: RefineSettings = { foregroundAbove: 240, backgroundBelow: 10, erodePixels: 10 }

export const refineRanges = {
  foregroundAbove: { min: 1, max: 255 },
  backgroundBelow: { min: 1, max: 255 },
  erodePixels: { min: 1, max: 255 },
} as const
