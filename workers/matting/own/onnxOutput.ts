import { failure, type Outcome, success } from '#core/outcome.ts'
import { outputRange, sigmoid } from '#workers/matting/outputRange.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'

/** Where the planes of an output lie. */
interface Planes<Side> {
  width: Side
  height: Side
  /** One mask, or one plane for each class. */
  channels: number
  isChannelsLast: boolean
}

/** More classes than this are no picture of something and its background. */
const maxClasses = 256
/** How far rounding (of a half-precision sigmoid, say) may carry a finished alpha beyond 0 or 1. */
const tolerance = 1e-4
/** From here on values are bytes, up to 255: no network is that sure, in logits, of everything and unsure of nothing. */
const leastByte = 20

/**
 * How an output of these sides holds a mask: height x width, with a batch of one before it, with one channel before or behind it, or with
 * one for each class. Undefined where it does not. Sides that a graph leaves open are undefined.
 */
export function planeOf<Side extends number | undefined>(dims: readonly Side[]): Planes<Side> | undefined {
  const sides = dims.length === 4 && (dims[0] ?? 1) === 1 ? dims.slice(1) : dims
  const [first, second, third] = sides
  if (sides.length === 2) return { height: first as Side, width: second as Side, channels: 1, isChannelsLast: false }
  if (sides.length !== 3) return undefined
  const [a, c] = [first ?? 1, third ?? Number.POSITIVE_INFINITY]
  const isChannelsLast = c < a || (c === 1 && a !== 1)
  const channels = isChannelsLast ? c : a
  if (channels > maxClasses) return undefined
  // The three sides are there: their number was asked for.
  return isChannelsLast
    ? { height: first as Side, width: second as Side, channels, isChannelsLast }
    : { height: second as Side, width: third as Side, channels, isChannelsLast }
}

/** A network's output as alpha. Fails with `model-failed` where it is no mask, not finite, or the same grey everywhere. */
export function alphaOf(values: Float32Array, dims: readonly number[]): Outcome<AlphaPlane> {
  const planes = planeOf(dims)
  const isWhole = planes !== undefined && values.length === planes.width * planes.height * planes.channels
  if (!isWhole) return failure('model-failed', `its output is ${dims.join(' x ')}, not one mask`)
  const { width, height, channels } = planes
  const range = outputRange(values)
  if (!range.ok) return range
  const data = channels === 1 ? spread(values, range.value) : ofClasses(values, planes, range.value)
  if (isVeil(data)) return failure('model-failed', 'its mask is the same grey everywhere')
  return success({ width, height, data })
}

interface Range {
  least: number
  most: number
}

/**
 * One mask as 0 to 1. Values beyond are bytes (up to 255), come from a tanh (-1 to 1), or are logits and go through the sigmoid. They are never
 * stretched to the full range, as many programs do: where nothing stands out that would turn noise into a mask.
 */
function spread(values: Float32Array, { least, most }: Range): Float32Array {
  if (least >= -tolerance && most <= 1 + tolerance) return values.map(within)
  if (least >= -0.5 && most > leastByte && most <= 255.5) return values.map((value) => within(value / 255))
  if (least >= -1 - tolerance && most <= 1 + tolerance && least < -0.9)
    return values.map((value) => within((value + 1) / 2))
  // Logits have no floor: where many values lie exactly on one, it is the end of a range that was cut there.
  if (least >= -tolerance && share(values, tolerance) > 0.2) return values.map(within)
  return values.map(sigmoid)
}

/** One plane for each class, of which the first is the background: what is not that is subject. */
function ofClasses(
  values: Float32Array,
  { width, height, channels, isChannelsLast }: Planes<number>,
  { least, most }: Range,
): Float32Array {
  const area = width * height
  const at = (pixel: number, channel: number) =>
    values[isChannelsLast ? pixel * channels + channel : channel * area + pixel] ?? 0
  const alpha = new Float32Array(area)
  const isBytes = least >= -0.5 && most > leastByte && most <= 255.5
  for (let pixel = 0; pixel < area; pixel++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += at(pixel, channel)
    const isShares = least >= -tolerance && Math.abs(sum - (isBytes ? 255 : 1)) < (isBytes ? 4 : 0.02)
    alpha[pixel] = isShares ? 1 - at(pixel, 0) / (isBytes ? 255 : 1) : 1 - softmaxOfFirst(pixel, channels, at)
  }
  return alpha.map(within)
}

function softmaxOfFirst(pixel: number, channels: number, at: (pixel: number, channel: number) => number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let channel = 0; channel < channels; channel++) largest = Math.max(largest, at(pixel, channel))
  let sum = 0
  for (let channel = 0; channel < channels; channel++) sum += Math.exp(at(pixel, channel) - largest)
  return Math.exp(at(pixel, 0) - largest) / sum
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function share(values: Float32Array, most: number): number {
  return values.reduce((count, value) => count + (Math.abs(value) <= most ? 1 : 0), 0) / values.length
}

/** Neither here nor there, all over: no photo has such a mask, and it would lie over the picture as a veil. */
function isVeil(alpha: Float32Array): boolean {
  let [least, most] = [1, 0]
  for (const value of alpha) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return least > 0.1 && most < 0.9 && most - least < 0.25
}
