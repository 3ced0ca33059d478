import { findIslands } from '#workers/matting/islands.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { resizeMask } from '#workers/pixels/resize/resize.ts'
import { grown } from './grown.ts'

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
  const strays = Uint8Array.from(label, (island) => (island > 0 && isStray[island - 1] === true ? 1 : 0))
  const part = Float32Array.from(grown(strays, { width, height }, 1), (value, at) => (around[at] === 0 ? value : 0))
  const taken = resizeMask({ width, height, data: part }, keyed)
  return { ...keyed, data: keyed.data.map((alpha, at) => Math.round((alpha * (255 - (taken[at] ?? 0))) / 255)) }
}

/** 1 at and near what the network takes for subject. */
function nearSubject({ width, height, data }: GrayRaster): Uint8Array {
  const subject = Uint8Array.from(data, (value) => (value >= surelySubject ? 1 : 0))
  return grown(subject, { width, height }, near)
}
