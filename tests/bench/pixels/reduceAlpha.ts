import { CellAxis } from '#workers/pixels/cellAxis.ts'
import { averageCells } from '#workers/pixels/cellGrid.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'

/** Reduces an alpha to so many cells, each the exact average of what it covers. */
export function reduceAlpha(alpha: FloatRaster, width: number, height: number): FloatRaster {
  const data = new Float32Array(width * height)
  const tile = {
    cells: { left: 0, right: width, top: 0, bottom: height },
    pixels: { left: 0, right: alpha.width, top: 0, bottom: alpha.height },
  }
  averageCells(tile, new CellAxis(alpha.width, width), new CellAxis(alpha.height, height), alpha.data, data)
  return { width, height, data }
}

/** An alpha of 0 to 1 as a mask of bytes. */
export function toBytes({ width, height, data }: FloatRaster): GrayRaster {
  return { width, height, data: Uint8Array.from(data, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255)) }
}
