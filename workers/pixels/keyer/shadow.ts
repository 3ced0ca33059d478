import { differenceAt, surfaceAt } from './difference.ts'
import { backdrop, subject } from './flood.ts'
import type { Rgba } from './reduced.ts'
import type { Surface } from './surface.ts'

/** How deep a shadow's rim may reach into what was taken for the subject, as a share of the longer side. */
const deepest = 0.025
/** Largest change of light, in levels against the mean of the last few pixels, within a soft shadow. */
const softest = 4
/** Weight of a new pixel in that mean. */
const carry = 0.3
/** The darkest shadow, as a share of the backdrop's light. */
const darkest = 0.25
/** How far, in colour levels, a faint shadow's hue may be from the backdrop's, and how much farther a black one's. */
const sameHue = 1.5
const darkHue = 16

/**
 * Turns the dark rims of soft shadows, which lie too close to the subject for the reduced copy, back into backdrop: from the
 * backdrop inwards, as long as pixels are a darker shade of it and change softly. At full size an outline is much steeper.
 */
export function removeShadows(state: Uint8Array, photo: Rgba, surface: Surface, limit: number): void {
  const { width, height, data } = photo
  const steps = Math.round(Math.max(width, height) * deepest)
  const tolerance = softest + 0.5 * limit
  let front: number[] = []
  let means: number[] = []
  const behind = { photo, surface, limit }
  const lightOf = (at: number) => ((data[at * 4] ?? 0) + 2 * (data[at * 4 + 1] ?? 0) + (data[at * 4 + 2] ?? 0)) / 4
  const visit = (at: number, mean: number, nextFront: number[], nextMeans: number[]): void => {
    if (state[at] !== subject) return
    const light = lightOf(at)
    if (Math.abs(light - mean) > tolerance || !isShade(behind, at)) return
    state[at] = backdrop
    nextFront.push(at)
    nextMeans.push(mean + carry * (light - mean))
  }
  const spread = (at: number, mean: number, nextFront: number[], nextMeans: number[]): void => {
    const x = at % width
    if (x > 0) visit(at - 1, mean, nextFront, nextMeans)
    if (x < width - 1) visit(at + 1, mean, nextFront, nextMeans)
    if (at >= width) visit(at - width, mean, nextFront, nextMeans)
    if (at < width * (height - 1)) visit(at + width, mean, nextFront, nextMeans)
  }
  const shore: number[] = []
  for (let at = 0; at < state.length; at++) {
    if (state[at] !== backdrop) continue
    const x = at % width
    const isShore =
      (x > 0 && state[at - 1] === subject) ||
      (x < width - 1 && state[at + 1] === subject) ||
      (at >= width && state[at - width] === subject) ||
      (at < width * (height - 1) && state[at + width] === subject)
    if (isShore) shore.push(at)
  }
  for (const at of shore) spread(at, lightOf(at), front, means)
  for (let step = 1; step < steps && front.length > 0; step++) {
    const nextFront: number[] = []
    const nextMeans: number[] = []
    for (const [i, at] of front.entries()) spread(at, means[i] ?? 0, nextFront, nextMeans)
    front = nextFront
    means = nextMeans
  }
}

/** Whether a pixel, by its place in the photo, is a darker shade of the backdrop. */
export function isShade(
  { photo, surface, limit }: { photo: Rgba; surface: Surface; limit: number },
  at: number,
): boolean {
  const behind = surfaceAt(photo, surface, at)
  const difference = differenceAt(photo, surface, at)
  const shade = 1 + difference.light / Math.max(1, behind.light)
  if (shade > 1 || shade < darkest) return false
  const orange = difference.orange + (1 - shade) * behind.orange
  const green = difference.green + (1 - shade) * behind.green
  return Math.hypot(orange, green) <= sameHue + 0.4 * limit + darkHue * (1 - shade)
}
