import { Miscalculation } from '#workers/pixels/miscalculation.ts'
import { type Difference, differenceAt, magnitude } from './difference.ts'
import { backdrop, subject } from './flood.ts'
import type { Rgba } from './reduced.ts'
import type { Surface } from './surface.ts'

/** What the edge is computed from. */
export interface EdgeInput {
  photo: Rgba
  surface: Surface
  distances: Uint8Array
  /** Distance up to which a pixel cannot be told from the backdrop, in colour levels. */
  limit: number
}

/** Alpha above which an edge is taken to have ended, 0 to 1. */
const solid = 0.96
/** Half the side of the window in which the subject's own colour is first looked for, in pixels. */
const windowRadius = 2

/**
 * Gives soft alpha to the subject's rim, in place: from each subject pixel beside the backdrop inwards until the alpha is
 * solid. A rim pixel is a mixture of the backdrop and the subject's colour just inside, and alpha is its place between them.
 */
export function softenEdges(state: Uint8Array, input: EdgeInput): void {
  const { width, height } = input.photo
  const deepest = Math.max(6, Math.round(Math.max(width, height) * 0.004))
  let front: number[] = []
  for (let index = 0; index < state.length; index++) {
    if (state[index] === subject && touches(state, width, height, index, backdrop)) front.push(index)
  }
  const rim = new Map<number, number>()
  for (let depth = 0; depth < deepest && front.length > 0; depth++) {
    const next: number[] = []
    for (const index of front) {
      if (rim.has(index)) continue
      const alpha = alphaAt(index, input, deepest)
      if (Number.isNaN(alpha)) throw new Miscalculation('an alpha of the keyed edge is not a number')
      rim.set(index, Math.round(alpha * 255))
      if (alpha >= solid) continue
      const x = index % width
      if (x > 0 && state[index - 1] === subject) next.push(index - 1)
      if (x < width - 1 && state[index + 1] === subject) next.push(index + 1)
      if (index >= width && state[index - width] === subject) next.push(index - width)
      if (index + width < state.length && state[index + width] === subject) next.push(index + width)
    }
    front = next
  }
  for (const [index, alpha] of rim) state[index] = alpha
}

function touches(state: Uint8Array, width: number, height: number, index: number, value: number): boolean {
  const x = index % width
  const y = (index - x) / width
  return (
    (x > 0 && state[index - 1] === value) ||
    (x < width - 1 && state[index + 1] === value) ||
    (y > 0 && state[index - width] === value) ||
    (y < height - 1 && state[index + width] === value)
  )
}

function alphaAt(index: number, input: EdgeInput, deepest: number): number {
  const { photo, surface, limit } = input
  const own = differenceAt(photo, surface, index)
  const inner = differenceAt(photo, surface, innerPixel(index, input, deepest))
  const length = magnitude(inner)
  if (length === 0) return 0
  const share = dot(own, inner) / (length * length)
  // What no mixture with the colour just inside explains is a colour of the subject's own: an outline, a stitch.
  const rest = Math.sqrt(Math.max(0, magnitude(own) ** 2 - Math.max(0, share) ** 2 * length * length))
  // Beside a strong edge, lossy files ring by a fifth of its contrast: that is no colour of anything.
  const ownColour = ramp(rest, Math.max(1.5 * limit, 0.2 * length), Math.max(4 * limit, 0.45 * length))
  // The lowest part of the range is noise and JPEG ringing, the highest is solid; between them the scale is kept.
  const low = Math.min(0.3, Math.max(0.03, (0.5 * limit) / length))
  const mixed = (share - low) / (0.98 - low)
  return Math.min(1, Math.max(0, Math.max(mixed, ownColour)))
}

function dot(a: Difference, b: Difference): number {
  return a.light * b.light + a.orange * b.orange + a.green * b.green
}

function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}

/** The pixel where the subject's own colour is reached: the farthest from the backdrop nearby, then uphill until it is level. */
function innerPixel(index: number, { photo, distances }: EdgeInput, deepest: number): number {
  const { width, height } = photo
  let best = index
  for (let walked = 0; walked <= deepest; walked += windowRadius) {
    const x = best % width
    const y = (best - x) / width
    const here = distances[best] ?? 0
    let farthest = here
    let next = best
    for (let ny = Math.max(0, y - windowRadius); ny <= Math.min(height - 1, y + windowRadius); ny++) {
      for (let nx = Math.max(0, x - windowRadius); nx <= Math.min(width - 1, x + windowRadius); nx++) {
        const distance = distances[ny * width + nx] ?? 0
        if (distance > farthest) {
          farthest = distance
          next = ny * width + nx
        }
      }
    }
    if (farthest <= here + Math.max(2, here * 0.06)) return walked === 0 ? next : best
    best = next
  }
  return best
}
