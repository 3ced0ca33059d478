import type { FloatRaster } from '#workers/pixels/raster.ts'
import { CellAxis } from '#workers/pixels/upsample/cellAxis.ts'
import { averageCells } from '#workers/pixels/upsample/cellGrid.ts'

/** Reduces a raster to so many cells, each the exact average of what it covers; the raster itself where it has that size already. */
export function averageDown(raster: FloatRaster, width: number, height: number): FloatRaster {
  if (raster.width === width && raster.height === height) return raster
  const data = new Float32Array(width * height)
  const tile = {
    cells: { left: 0, right: width, top: 0, bottom: height },
    pixels: { left: 0, right: raster.width, top: 0, bottom: raster.height },
  }
  averageCells(tile, new CellAxis(raster.width, width), new CellAxis(raster.height, height), raster.data, data)
  return { width, height, data }
}
