import { type Shadow, usualShadows } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { wordsOf } from '#workers/pixels/words.ts'
import type { Shade } from './layBehind.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import { softened } from './softened.ts'
import { standingLine } from './standingLine.ts'

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
  const outline = thrown[shadow.kind](alpha, size, subject, distancePercent / 100)
  return { fallen: softened(outline, size, (blurPercent / 100) * side), opacity: shadow.opacityPercent / 100 }
}

/** For a row of the shadow: the row of the subject that throws it, and how far it is moved to the right. */
type Shape = (y: number) => { row: number; right: number }

/** Where the light comes from that throws a shadow on a wall: from above, a little from the left. */
const away = { right: 0.55, down: 0.83 } as const

/** The subject's own outline, a little to the right and below; `share` is how far, of the subject's longer side. */
function dropped(alpha: Uint8Array, size: Size, { width, height }: Rect, share: number): Uint8Array {
  const distance = share * Math.max(width, height)
  const [right, down] = [Math.round(distance * away.right), Math.round(distance * away.down)]
  return moved(alpha, size, (y) => ({ row: y - down, right }))
}

/** How high the outline is that lies on the ground, as a share of the subject's height and at most of its width, and how much of it lies behind the feet. */
const flat = { ofHeight: 0.12, ofWidth: 0.22, behind: 0.7 } as const

/** The subject's outline pressed flat onto the ground on which it stands. */
function flattened(alpha: Uint8Array, size: Size, subject: Rect): Uint8Array {
  const result = new Uint8Array(alpha.length)
  const line = standingLine(alpha, size, subject)
  const high = Math.max(1, Math.min(flat.ofHeight * subject.height, flat.ofWidth * subject.width))
  const rows = Math.ceil(high)
  for (let x = 0; x < line.length; x += 1) {
    const top = Math.round((line[x] ?? 0) - flat.behind * high)
    for (let y = Math.max(0, top); y < Math.min(size.height, top + rows); y += 1) {
      const row = subject.y + Math.floor(((y - top + 0.5) / rows) * subject.height)
      result[y * size.width + subject.x + x] = alpha[row * size.width + subject.x + x] ?? 0
    }
  }
  return result
}

/** How far a shadow on the ground is thrown to the side, as a share of the height of what throws it. */
const aside = 0.6

/** The subject's outline laid over the ground behind it, from its lowest point on; `share` is how far, of its height. */
function cast(alpha: Uint8Array, size: Size, { y: top, height }: Rect, share: number): Uint8Array {
  const bottom = top + height
  return moved(alpha, size, (y) => {
    const high = Math.round((bottom - y) / Math.max(0.02, share))
    return { row: bottom - high, right: Math.round(high * aside) }
  })
}

const thrown = { drop: dropped, contact: flattened, cast } as const satisfies Record<Shadow['kind'], unknown>

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
