import { findIslands } from '#workers/matting/islands.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { resizeMask } from '#workers/pixels/resize/resize.ts'

/** Alpha up to which a network is sure of backdrop, and from which it is of subject, 0 to 255. */
const surelyBackdrop = 25
const surelySubject = 128
/** So near to the subject that a network sees, in compared pixels, the keyer's edge is believed. */
const near = 4
/** Least area, in compared pixels: less is a matter of the edge. */
const leastArea = 12
/** Share of a part that has to be a shade of the backdrop for a shadow. */
const shadowShare = 0.75

interface Views {
  /** The keyer's mask at the compared size, and the network's. */
  drawn: GrayRaster
  thought: GrayRaster
  /** Whether a place of the photo, by its shares of width and height, is a darker shade of the backdrop. */
  isShadeAt: (x: number, y: number) => boolean
}

/**
 * Takes away from a keyed mask what the network is sure is no subject, and why: a shadow that lies beside it, or a thing that comes in from the photo's border.
 * Thin parts which a network overlooks, a string or an aerial, stay. Undefined where there is nothing to take away.
 */
export function withoutStrays(keyed: GrayRaster, { drawn, thought, isShadeAt }: Views): GrayRaster | undefined {
  const { width, height } = drawn
  const around = nearSubject(thought)
  const odd = Float32Array.from(drawn.data, (value, at) =>
    value > 127 && (thought.data[at] ?? 0) <= surelyBackdrop && around[at] === 0 ? 1 : 0,
  )
  const { islands, label } = findIslands(odd, { width, height }, 0.5)
  const shades = new Uint32Array(islands.length)
  for (const [at, island] of label.entries()) {
    if (island === 0 || !isShadeAt(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height)) continue
    shades[island - 1] = (shades[island - 1] ?? 0) + 1
  }
  const isStray = islands.map(({ area, bounds: { x, y, ...size } }, index) => {
    const isAtBorder = x === 0 || y === 0 || x + size.width === width || y + size.height === height
    return area >= leastArea && (isAtBorder || (shades[index] ?? 0) >= shadowShare * area)
  })
  if (!isStray.includes(true)) return undefined
  // As far as the keyed part reaches: its soft rim, too, but nothing of the subject.
  const part = spread(
    Float32Array.from(label, (island) => (island > 0 && isStray[island - 1] === true ? 1 : 0)),
    { width, height },
    (at) => around[at] === 0,
  )
  const taken = resizeMask({ width, height, data: part }, keyed)
  return { ...keyed, data: keyed.data.map((alpha, at) => Math.round((alpha * (255 - (taken[at] ?? 0))) / 255)) }
}

/** 1 at and near what the network takes for subject. */
function nearSubject({ width, height, data }: GrayRaster): Uint8Array {
  let mask = Uint8Array.from(data, (value) => (value >= surelySubject ? 1 : 0))
  for (let step = 0; step < near; step++) mask = Uint8Array.from(grown(mask, { width, height }))
  return mask
}

/** Grown by a pixel, but only where it may. */
function spread(
  mask: Float32Array,
  size: { width: number; height: number },
  mayBe: (at: number) => boolean,
): Float32Array {
  return Float32Array.from(grown(mask, size), (value, at) => (mayBe(at) ? value : 0))
}

/** The largest value of each pixel and its eight neighbours. */
function grown(mask: Float32Array | Uint8Array, { width, height }: { width: number; height: number }): Float32Array {
  const wide = new Float32Array(mask.length)
  for (let at = 0; at < mask.length; at++) {
    const x = at % width
    wide[at] = Math.max(mask[at] ?? 0, x > 0 ? (mask[at - 1] ?? 0) : 0, x < width - 1 ? (mask[at + 1] ?? 0) : 0)
  }
  const all = new Float32Array(mask.length)
  for (let at = 0; at < mask.length; at++) {
    const y = Math.floor(at / width)
    all[at] = Math.max(wide[at] ?? 0, y > 0 ? (wide[at - width] ?? 0) : 0, y < height - 1 ? (wide[at + width] ?? 0) : 0)
  }
  return all
}
