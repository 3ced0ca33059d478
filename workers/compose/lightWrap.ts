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
  const around = blurred(ground)
  const light = new Float64Array(3)
  const [across, down] = [ground.size.width / size.width, ground.size.height / size.height]
  for (let y = subject.y; y < subject.y + subject.height; y += 1)
    for (let x = subject.x; x < subject.x + subject.width; x += 1) {
      const index = y * size.width + x
      // A mask's edge blurred is a half there: its share within the subject runs from one to nothing.
      const share = strength * Math.min(1, 2 * (1 - (soft[index] ?? 0) / 255))
      if (share === 0 || alpha[index] === 0) continue
      lightAt(around, (x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5, light)
      for (let channel = 0; channel < 3; channel += 1) {
        const own = linearOfByte(pixels[index * 4 + channel] ?? 0)
        const more = (light[channel] ?? 0) - own
        if (more > 0) pixels[index * 4 + channel] = byteOfLinear(own + share * more)
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

/** The light between four places; what is not seen of the ground gives none. */
function lightAt({ size, light }: SmallGround, x: number, y: number, into: Float64Array): void {
  const [column, row] = [Math.min(size.width - 1, Math.max(0, x)), Math.min(size.height - 1, Math.max(0, y))]
  const [left, above] = [Math.floor(column), Math.floor(row)]
  const [right, below] = [Math.min(size.width - 1, left + 1), Math.min(size.height - 1, above + 1)]
  const [tx, ty] = [column - left, row - above]
  for (let channel = 0; channel < 3; channel += 1) {
    const at = (line: number, place: number) => light[(line * size.width + place) * 4 + channel] ?? 0
    const upper = at(above, left) + tx * (at(above, right) - at(above, left))
    const lower = at(below, left) + tx * (at(below, right) - at(below, left))
    into[channel] = upper + ty * (lower - upper)
  }
}
