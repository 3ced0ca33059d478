import { type Composition, regionIn } from '#core/composition.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

/** What a composition does to the mask, before colours are cleaned. The mask that is given stays as it is. */
export function composeMask(mask: GrayRaster, { region, isSemitransparent }: Composition): GrayRaster {
  const inside = region === undefined ? mask : keepRegion(mask, region)
  return isSemitransparent ? inside : solidified(inside)
}

function keepRegion(mask: GrayRaster, region: NonNullable<Composition['region']>): GrayRaster {
  const { x, y, width, height } = regionIn(mask, region)
  const data = new Uint8Array(mask.data.length)
  for (let row = y; row < y + height; row += 1) {
    const from = row * mask.width + x
    data.set(mask.data.subarray(from, from + width), from)
  }
  return { ...mask, data }
}

/** Widest edge that is soft because it is an edge, as a share of the shorter side. */
const edgeShare = 0.004

/** Alpha of what is seen of glass at its clearest; below lies the backdrop. */
const leastOfGlass = 26

/** Makes see-through parts solid: half-transparent pixels that have no backdrop near them are glass, others are the subject's soft edge. */
function solidified(mask: GrayRaster): GrayRaster {
  const reach = Math.max(2, Math.round(edgeShare * Math.min(mask.width, mask.height)))
  const isBackdrop = new Uint8Array(mask.data.length)
  for (let index = 0; index < isBackdrop.length; index += 1)
    if ((mask.data[index] ?? 0) < leastOfGlass) isBackdrop[index] = 1
  const near = spreadDown(spreadAcross(isBackdrop, mask.width, reach), mask.width, reach)
  const data = mask.data.slice()
  for (let index = 0; index < data.length; index += 1) if (near[index] !== 1) data[index] = 255
  return { ...mask, data }
}

/** 1 where any of the pixels within `reach` along the row is 1. */
function spreadAcross(flags: Uint8Array, width: number, reach: number): Uint8Array {
  const spread = new Uint8Array(flags.length)
  for (let start = 0; start < flags.length; start += width) {
    let last = Number.NEGATIVE_INFINITY
    for (let x = 0; x < width; x += 1) {
      if (flags[start + x] === 1) last = x
      if (x - last <= reach) spread[start + x] = 1
    }
    last = Number.POSITIVE_INFINITY
    for (let x = width - 1; x >= 0; x -= 1) {
      if (flags[start + x] === 1) last = x
      if (last - x <= reach) spread[start + x] = 1
    }
  }
  return spread
}

function spreadDown(flags: Uint8Array, width: number, reach: number): Uint8Array {
  const spread = new Uint8Array(flags.length)
  const height = flags.length / width
  const last = new Int32Array(width)
  const sweep = (first: number, step: 1 | -1) => {
    last.fill(-reach - 1)
    for (let row = 0; row < height; row += 1) {
      const start = (first + step * row) * width
      for (let x = 0; x < width; x += 1) {
        if (flags[start + x] === 1) last[x] = row
        if (row - (last[x] ?? 0) <= reach) spread[start + x] = 1
      }
    }
  }
  sweep(0, 1)
  sweep(height - 1, -1)
  return spread
}
