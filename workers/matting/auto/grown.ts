import type { Size } from '#core/geometry.ts'

/** A mask of 0 and 1, grown by so many pixels to all eight sides. */
export function grown(mask: Uint8Array, { width, height }: Size, steps: number): Uint8Array {
  let from = mask
  for (let step = 0; step < steps; step++) {
    const wide = new Uint8Array(mask.length)
    for (let at = 0; at < mask.length; at++) {
      const x = at % width
      const isIn = from[at] === 1 || (x > 0 && from[at - 1] === 1) || (x < width - 1 && from[at + 1] === 1)
      wide[at] = isIn ? 1 : 0
    }
    const all = new Uint8Array(mask.length)
    for (let at = 0; at < mask.length; at++) {
      const isIn = wide[at] === 1 || wide[at - width] === 1 || (at < width * (height - 1) && wide[at + width] === 1)
      all[at] = isIn ? 1 : 0
    }
    from = all
  }
  return from
}
