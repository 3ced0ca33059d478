import { type Composition, regionIn } from '#core/composition.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { spread } from './spread.ts'

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
  const near = spread(isBackdrop, mask.width, reach)
  const data = mask.data.slice()
  for (let index = 0; index < data.length; index += 1) if (near[index] !== 1) data[index] = 255
  return { ...mask, data }
}
