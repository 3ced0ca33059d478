import type { Rect, Size } from '#core/geometry.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import type { SmallGround } from './smallGround.ts'
import { softened } from './softened.ts'

/** How far light spills over the subject's edge, as a share of its longer side. */
const reachShare = 0.03

/** How far the light itself is spread, in places of the small ground. */
const spread = 6

/**
 * Lets light from behind spill over the subject's edge, in place: where the ground around is brighter, its blurred light comes through, most of all at the
 * edge and less and less within (light wrap, as in Brinkmann, The Art and Science of Digital Compositing, 2008). Linear light is mixed; alpha stays, and nothing becomes darker.
 * @param subject its bounds
 * @param strength 0 to 1
 */
export function wrapLight(
  pixels: Uint8ClampedArray,
  alpha: Uint8Array,
  size: Size,
  subject: Rect,
  ground: SmallGround,
  strength: number,
): void {
  const soft = softened(alpha, size, (reachShare * Math.max(subject.width, subject.height)) / 2)
  // A mask's edge blurred is a half there: its share within the subject runs from one to nothing.
  const shares = Float64Array.from({ length: 256 }, (_, value) => strength * Math.min(1, 2 * (1 - value / 255)))
  const around = blurred(ground)
  const [across, down] = [ground.size.width / size.width, ground.size.height / size.height]
  const light = new Float64Array((ground.size.width + 1) * 4)
  for (let y = subject.y; y < subject.y + subject.height; y += 1) {
    rowBetween(around, (y + 0.5) * down - 0.5, light)
    for (let x = subject.x, index = y * size.width + x; x < subject.x + subject.width; x += 1, index += 1) {
      const share = shares[soft[index] ?? 0] ?? 0
      if (share === 0 || alpha[index] === 0) continue
      const column = Math.min(ground.size.width - 1, Math.max(0, (x + 0.5) * across - 0.5))
      const left = Math.floor(column)
      for (let at = index * 4, from = left * 4; from < left * 4 + 3; at += 1, from += 1) {
        const behind = light[from] ?? 0
        const own = linearOfByte(pixels[at] ?? 0)
        const more = behind + (column - left) * ((light[from + 4] ?? 0) - behind) - own
        if (more > 0) pixels[at] = byteOfLinear(own + share * more)
      }
    }
  }
}

/** Three box means each way come near to a Gaussian. */
function blurred({ size, light }: SmallGround): SmallGround {
  let current = light
  for (let pass = 0; pass < 3; pass += 1) {
    current = boxMeans(current, size.width, size.height, 4, size.width * 4)
    current = boxMeans(current, size.height, size.width, size.width * 4, 4)
  }
  return { size, light: current }
}

function boxMeans(light: Float32Array, length: number, lines: number, step: number, lineStep: number): Float32Array {
  const result = new Float32Array(light.length)
  const radius = Math.min(spread, length - 1)
  for (let line = 0; line < lines; line += 1)
    for (let channel = 0; channel < 4; channel += 1) {
      const at = (place: number) => line * lineStep + place * step + channel
      let sum = 0
      for (let place = 0; place <= radius; place += 1) sum += light[at(place)] ?? 0
      for (let place = 0; place < length; place += 1) {
        const [first, last] = [Math.max(0, place - radius), Math.min(length - 1, place + radius)]
        result[at(place)] = sum / (last - first + 1)
        if (place + radius + 1 < length) sum += light[at(place + radius + 1)] ?? 0
        if (place - radius >= 0) sum -= light[at(place - radius)] ?? 0
      }
    }
  return result
}

/** The light between two rows, with the last place once more at its end; what is not seen of the ground gives none. */
function rowBetween({ size: { width, height }, light }: SmallGround, y: number, into: Float64Array): void {
  const row = Math.min(height - 1, Math.max(0, y))
  const above = Math.floor(row)
  const below = Math.min(height - 1, above + 1)
  for (let i = 0; i < width * 4; i += 1) {
    const upper = light[above * width * 4 + i] ?? 0
    into[i] = upper + (row - above) * ((light[below * width * 4 + i] ?? 0) - upper)
  }
  into.copyWithin(width * 4, (width - 1) * 4, width * 4)
}
