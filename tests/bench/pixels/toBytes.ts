import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'

/** An alpha of 0 to 1 as a mask of bytes. */
export function toBytes({ width, height, data }: FloatRaster): GrayRaster {
  return { width, height, data: Uint8Array.from(data, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255)) }
}
