import type { Size } from '#core/geometry.ts'
import type { Ground } from './ground.ts'
import { linearOfByte } from './linearLight.ts'

/** A ground reduced to what its light is like: linear red, green and blue times how far it is seen, and that, four numbers a place. */
export interface SmallGround {
  size: Size
  light: Float32Array
}

/** Longest side of it. */
const longest = 192

/** Every so-manieth row of a ground, its columns drawn together. */
export function smallGround(ground: Ground, { width, height }: Size): SmallGround {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / longest))
  const size = { width: Math.ceil(width / step), height: Math.ceil(height / step) }
  const light = new Float32Array(size.width * size.height * 4)
  const row = new Uint8ClampedArray(width * 4)
  for (let y = 0; y < size.height; y += 1) {
    ground(Math.min(height - 1, y * step + (step >> 1)), row)
    for (let x = 0; x < width; x += 1) {
      const to = (y * size.width + Math.floor(x / step)) * 4
      // The last column may stand for fewer.
      const share = (row[x * 4 + 3] ?? 0) / 255 / Math.min(step, width - Math.floor(x / step) * step)
      for (let channel = 0; channel < 3; channel += 1)
        light[to + channel] = (light[to + channel] ?? 0) + share * linearOfByte(row[x * 4 + channel] ?? 0)
      light[to + 3] = (light[to + 3] ?? 0) + share
    }
  }
  return { size, light }
}
