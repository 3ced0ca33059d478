import { type Shadow, usualShadows } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { wordsOf } from '#workers/pixels/words.ts'
import type { Shade } from './layBehind.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import { softened } from './softened.ts'

/** Lays a shade below the subject, in place. Colours of half-transparent pixels are mixed with it in linear light. */
export function addShade(pixels: Uint8ClampedArray, { fallen, opacity, light = [0, 0, 0] }: Shade): void {
  const words = wordsOf(pixels)
  const [red, green, blue] = light
  const alone = byteOfLinear(red) | (byteOfLinear(green) << 8) | (byteOfLinear(blue) << 16)
  for (let index = 0, at = 0; index < fallen.length; index += 1, at += 4) {
    const dark = fallen[index] ?? 0
    const alpha = pixels[at + 3] ?? 0
    if (dark === 0 || alpha === 255) continue
    const share = (dark / 255) * opacity
    if (alpha === 0) {
      if (share > 0) words[index] = alone | (Math.round(share * 255) << 24)
      continue
    }
    const own = alpha / 255
    const below = share * (1 - own)
    const joined = own + below
    pixels[at] = byteOfLinear((linearOfByte(pixels[at] ?? 0) * own + red * below) / joined)
    pixels[at + 1] = byteOfLinear((linearOfByte(pixels[at + 1] ?? 0) * own + green * below) / joined)
    pixels[at + 2] = byteOfLinear((linearOfByte(pixels[at + 2] ?? 0) * own + blue * below) / joined)
    pixels[at + 3] = Math.round(joined * 255)
  }
}

/** The shadow of a subject of this alpha, which lies within these bounds. */
export function shadeOf(alpha: Uint8Array, size: Size, subject: Rect, shadow: Shadow): Shade {
  const side = Math.max(subject.width, subject.height)
  const { blurPercent, distancePercent } = { ...usualShadows[shadow.kind], ...shadow }
  const shape = shapes[shadow.kind](subject, (distancePercent / 100) * side, distancePercent / 100)
  return {
    fallen: softened(moved(alpha, size, shape), size, (blurPercent / 100) * side),
    opacity: shadow.opacityPercent / 100,
  }
}

/** For a row of the shadow: the row of the subject that throws it, and how far it is moved to the right. */
type Shape = (y: number) => { row: number; right: number }

/** Where the light comes from that throws a shadow on a wall: from above, a little from the left. */
const away = { right: 0.55, down: 0.83 } as const

/** The subject's own outline, a little to the right and below. */
function dropped(_: Rect, distance: number): Shape {
  const [right, down] = [Math.round(distance * away.right), Math.round(distance * away.down)]
  return (y) => ({ row: y - down, right })
}

/** How high the outline is that lies on the ground, as a share of the subject's height, and how much of it lies above its lowest point. */
const flat = { height: 0.12, above: 0.6 } as const

/** The subject's outline pressed flat onto the ground below it. */
function grounded(subject: Rect): Shape {
  const top = subject.y + subject.height - flat.height * flat.above * subject.height
  return (y) => ({ row: Math.floor(subject.y + (y - top) / flat.height), right: 0 })
}

/** How far a shadow on the ground is thrown to the side, as a share of the height of what throws it. */
const aside = 0.6

/** The subject's outline laid over the ground behind it, from its lowest point on; `back` is how far, as a share of its height. */
function cast(subject: Rect, _: number, back: number): Shape {
  const bottom = subject.y + subject.height
  return (y) => {
    const high = Math.round((bottom - y) / Math.max(0.02, back))
    return { row: bottom - high, right: Math.round(high * aside) }
  }
}

const shapes = { drop: dropped, contact: grounded, cast } as const satisfies Record<Shadow['kind'], unknown>

function moved(alpha: Uint8Array, { width, height }: Size, shape: Shape): Uint8Array {
  const result = new Uint8Array(alpha.length)
  for (let y = 0; y < height; y += 1) {
    const { row, right } = shape(y)
    if (row < 0 || row >= height || Math.abs(right) >= width) continue
    const from = alpha.subarray(row * width + Math.max(0, -right), (row + 1) * width - Math.max(0, right))
    result.set(from, y * width + Math.max(0, right))
  }
  return result
}
