import { differenceAt } from './difference.ts'
import { distanceMap } from './distance.ts'
import { floodFrom, forEachEnclosed } from './flood.ts'
import type { Hole } from './holes.ts'
import type { Noise } from './noise.ts'
import type { Reduced, Rgba } from './reduced.ts'
import { hasSharpRim } from './rim.ts'
import { backdropSurface, type Surface } from './surface.ts'

/** How far a network takes a place for the subject, 0 to 1; places are shares of the photo's width and height. */
export type SubjectAt = (x: number, y: number) => number

/** Above this a network is sure enough of subject to close what has the backdrop's colour without telling light. */
const surelySubject = 0.75
/** Below this a network is sure enough of backdrop to open what is darker or lighter than the backdrop. */
const surelyBackdrop = 0.3
/** Holes smaller than this share of the photo are too small for a network to see. */
const seenShare = 0.004
/** A backdrop whose light changes by less, in colour levels, tells nothing by its light. */
const tellingRange = 3
/** Pixels of the least hole that is opened at full size. */
const leastArea = 12
/** Areas of more pixels, of the reduced photo, were seen there. */
const mostPixels = 60
/** Share of a hole's pixels that cannot be told from the backdrop. Print on a label, and its grain, are something else. */
const leastBare = 0.8
/** How far the mean of a hole found at full size may be from the backdrop around it, in colour levels. */
const sameMean = 1.6

/** What is known of the backdrop; see `BackdropStudy`. */
interface Known {
  small: Reduced
  region: Uint8Array
  noise: Noise
  limit: number
  holes: readonly Hole[]
}

interface Opened {
  /** With all holes flooded. */
  all: Uint8Array<ArrayBuffer>
  /** With those that are taken for holes by themselves. */
  chosen: 'all' | 'none' | Uint8Array<ArrayBuffer>
  input: { surface: Surface; distances: Uint8Array }
}

/** Floods the holes of a state that was flooded from the border; undefined where there are none. The state itself is left as it is. */
export function opened(
  flooded: Uint8Array<ArrayBuffer>,
  photo: Rgba,
  { holes, region, small, noise, limit }: Known,
  subjectAt: SubjectAt | undefined,
): Opened | undefined {
  const { width, height } = photo
  const known = region.slice()
  for (const { places } of holes) for (const at of places) known[at] = 1
  const surface = backdropSurface(small, known)
  const distances = distanceMap(photo, surface, noise)
  const input = { distances, width, limit }
  const state = flooded.slice()
  const isTelling = range(surface, region) >= tellingRange
  const isBare = (places: readonly number[]) => {
    const wide = fullSize(places, small, photo)
    return wide.filter((at) => (distances[at] ?? 255) <= limit).length >= leastBare * wide.length
  }
  const isChosen = ({ places, isInShade }: Hole) => {
    const isLarge = places.length >= seenShare * region.length
    const seen = subjectAt === undefined || !isLarge ? undefined : mean(places, small, subjectAt)
    if (!isInShade) return seen !== undefined && seen < surelyBackdrop
    if (seen !== undefined && seen < surelySubject) return true
    return (isTelling || seen === undefined) && isBare(places)
  }
  const [chosen, others] = [holes.filter(isChosen), holes.filter((hole) => !isChosen(hole))]
  const flood = (hole: Hole) => floodFrom(fullSize(hole.places, small, photo), state, input)
  for (const hole of chosen) flood(hole)
  const small_ = openSmall(state, photo, surface, input)
  const bySelf = state.slice()
  for (const hole of others) flood(hole)
  if (holes.length + small_ === 0) return undefined
  const isNone = chosen.length + small_ === 0
  return { all: state, chosen: others.length === 0 ? 'all' : isNone ? 'none' : bySelf, input: { surface, distances } }

  /** Opens what is too small for the reduced copy: the insides of letters. Gives their number. */
  function openSmall(
    on: Uint8Array<ArrayBuffer>,
    of: Rgba,
    behind: Surface,
    flooding: { distances: Uint8Array; width: number; limit: number },
  ): number {
    let count = 0
    const most = mostPixels * Math.max(1, (width * height) / region.length)
    const rejected = new Set(others.flatMap(({ places }) => places))
    forEachEnclosed(on, flooding, (runs) => {
      const places = placesOf(runs, most)
      if (places === undefined || places.length < leastArea) return
      const isOfLarger = places.some((at) => rejected.has(reducedPlace(at, of, small)))
      if (isOfLarger || !isSame(places, of, behind)) return
      const all = new Set(places)
      const contrast = (at: number) => flooding.distances[at] ?? 0
      if (!hasSharpRim(places, (at) => all.has(at), { width, height }, contrast)) return
      for (const at of places) on[at] = 0
      count++
    })
    return count
  }
}

/** All places of an area; undefined where they are more than this. */
function placesOf(runs: readonly number[], most: number): number[] | undefined {
  let count = 0
  for (let at = 0; at < runs.length; at += 2) count += (runs[at + 1] ?? -1) - (runs[at] ?? 0) + 1
  if (count > most) return undefined
  const places: number[] = []
  for (let at = 0; at < runs.length; at += 2) {
    for (let place = runs[at] ?? 0; place <= (runs[at + 1] ?? -1); place++) places.push(place)
  }
  return places
}

/** Whether the mean of these pixels is that of the backdrop around. */
function isSame(places: readonly number[], photo: Rgba, surface: Surface): boolean {
  const sums = [0, 0, 0]
  const step = Math.max(1, Math.floor(places.length / 2000))
  let count = 0
  for (let index = 0; index < places.length; index += step) {
    const { light, orange, green } = differenceAt(photo, surface, places[index] ?? 0)
    for (const [channel, value] of [light, orange, green].entries()) sums[channel] = (sums[channel] ?? 0) + value
    count++
  }
  return Math.hypot(...sums) / count <= sameMean
}

/** How much the light on the backdrop changes, between its darkest and its lightest twentieth, in colour levels. */
function range(surface: Surface, region: Uint8Array): number {
  const lights = Float32Array.from(surface.light.filter((_, at) => region[at] === 1)).sort()
  return (lights[Math.floor(lights.length * 0.95)] ?? 0) - (lights[Math.floor(lights.length * 0.05)] ?? 0)
}

interface Grid {
  width: number
  height: number
}

function mean(places: readonly number[], { width, height }: Grid, subjectAt: SubjectAt): number {
  const step = Math.max(1, Math.floor(places.length / 400))
  const picked = places.filter((_, index) => index % step === 0)
  const at = (place: number) => subjectAt(((place % width) + 0.5) / width, (Math.floor(place / width) + 0.5) / height)
  return picked.reduce((sum, place) => sum + at(place), 0) / picked.length
}

/** The middle of each pixel of the reduced photo, as a place of the photo itself. */
function fullSize(places: readonly number[], small: Grid, photo: Grid): number[] {
  return places.map((place) => {
    const x = Math.floor((((place % small.width) + 0.5) * photo.width) / small.width)
    const y = Math.floor(((Math.floor(place / small.width) + 0.5) * photo.height) / small.height)
    return y * photo.width + x
  })
}

function reducedPlace(at: number, photo: Grid, small: Grid): number {
  const x = Math.floor(((at % photo.width) * small.width) / photo.width)
  const y = Math.floor((Math.floor(at / photo.width) * small.height) / photo.height)
  return y * small.width + x
}
