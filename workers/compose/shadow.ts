import type { Composition } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { featherMask } from '#workers/pixels/mask/feather.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

type Shadow = NonNullable<Composition['shadow']>

/** Lays a black shadow below the subject, in place. Colours of half-transparent pixels are mixed with it in linear light. */
export function addShadow(pixels: Uint8ClampedArray, size: Size, subject: Rect, shadow: Shadow): void {
  const alpha = Uint8Array.from({ length: size.width * size.height }, (_, index) => pixels[index * 4 + 3] ?? 0)
  const fallen = shapes[shadow.kind](alpha, size, subject)
  const opacity = shadow.opacityPercent / 100
  for (let index = 0; index < alpha.length; index += 1) {
    const dark = ((fallen[index] ?? 0) / 255) * opacity
    if (dark === 0) continue
    const own = (alpha[index] ?? 0) / 255
    const joined = own + dark * (1 - own)
    if (own > 0 && own < 1)
      for (let at = index * 4; at < index * 4 + 3; at += 1)
        pixels[at] = byteOfLinear((linearOfByte(pixels[at] ?? 0) * own) / joined)
    if (own === 0) pixels.fill(0, index * 4, index * 4 + 3)
    pixels[index * 4 + 3] = Math.round(joined * 255)
  }
}

/** The subject's own outline, a little to the right and below, soft. */
function dropped(alpha: Uint8Array, size: Size, subject: Rect): Uint8Array {
  const side = Math.max(subject.width, subject.height)
  const [right, down] = [Math.round(side * 0.02), Math.round(side * 0.03)]
  return soft(
    moved(alpha, size, (x, y) => [x - right, y - down]),
    size,
    side * 0.02,
  )
}

/** How high the outline is that lies on the ground, as a share of the subject's height, and how much of it lies above its lowest point. */
const flat = { height: 0.12, above: 0.6 } as const

/** The subject's outline pressed flat onto the ground below it. */
function grounded(alpha: Uint8Array, size: Size, subject: Rect): Uint8Array {
  const bottom = subject.y + subject.height
  const top = bottom - flat.height * flat.above * subject.height
  const pressed = moved(alpha, size, (x, y) => [x, Math.floor(subject.y + (y - top) / flat.height)])
  return soft(pressed, size, Math.max(subject.width, subject.height) * 0.012)
}

/** How far a shadow is thrown, as shares of the height of what throws it: back over the ground, and to the side. */
const thrown = { back: 0.3, aside: 0.6 } as const

/** The subject's outline laid over the ground behind it, from its lowest point on. */
function cast(alpha: Uint8Array, size: Size, subject: Rect): Uint8Array {
  const bottom = subject.y + subject.height
  const laid = moved(alpha, size, (x, y) => {
    const high = Math.round((bottom - y) / thrown.back)
    return [x - Math.round(high * thrown.aside), bottom - high]
  })
  return soft(laid, size, Math.max(subject.width, subject.height) * 0.015)
}

const shapes = { drop: dropped, contact: grounded, cast } as const satisfies Record<Shadow['kind'], unknown>

/** Each pixel from where `source` says; nothing where that lies outside. */
function moved(alpha: Uint8Array, size: Size, source: (x: number, y: number) => readonly [number, number]): Uint8Array {
  const result = new Uint8Array(alpha.length)
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1) {
      const [fromX, fromY] = source(x, y)
      const isInside = fromX >= 0 && fromY >= 0 && fromX < size.width && fromY < size.height
      if (isInside) result[y * size.width + x] = alpha[fromY * size.width + fromX] ?? 0
    }
  return result
}

function soft(data: Uint8Array, size: Size, sigma: number): Uint8Array {
  const mask: GrayRaster = { ...size, data }
  return featherMask(mask, Math.max(0.5, sigma)).data
}
