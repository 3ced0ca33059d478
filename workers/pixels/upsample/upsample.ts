import { fineStep } from '#workers/pixels/fineAlpha.ts'
import { Miscalculation } from '#workers/pixels/miscalculation.ts'
import type { FloatRaster, GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { averageDown } from '#workers/pixels/resize/averageDown.ts'
import { reduced } from '#workers/pixels/resize/reduce.ts'
import { CellAxis } from './cellAxis.ts'
import { estimateSoftness } from './maskSoftness.ts'
import { bandBoxes, markBand, withMargin } from './upsampleBand.ts'
import { TileUpsampler } from './upsampleTile.ts'

export interface UpsampleOptions {
  /** Sigma of the bleeding between the mask's cells, in cells; found from the mask and the photo when left out. */
  softness?: number
  /** Gets the fine steps of the band's pixels (see `fineAlpha.ts`), one byte a pixel of the photo; what else is in it stays. */
  fine?: Uint8Array
  /** Told the share that is done, 0 to 1. */
  onProgress?(done: number): void
}

const tilePixels = 128
const marginCells = 4

/** From this factor on the mask is raised in two steps: a nearer photo explains a coarse mask better, and costs less. */
const stepFactor = 5.5
/** Factor of the last step. */
const lastFactor = 4

/**
 * Raises a mask (bytes, or numbers 0 to 1) to the photo's size with edges that follow the photo. The mask covers the whole photo; its factors may
 * differ across and down and need not be whole. Averaged over its cells the result is the mask again, but for the bleeding that is taken back.
 * Work and memory go to the band around the edge alone; a mask finer than the photo is averaged down instead. Throws a `Miscalculation` where an alpha is not a number.
 */
export function upsampleMask(
  mask: GrayRaster | FloatRaster,
  photo: RgbaRaster,
  options: UpsampleOptions = {},
): GrayRaster {
  if (Math.max(photo.width / mask.width, photo.height / mask.height) <= stepFactor) return raise(mask, photo, options)
  // Never below the mask itself, whose factor may be small in one direction.
  const size = {
    width: Math.max(Math.ceil(photo.width / lastFactor), Math.min(mask.width, photo.width)),
    height: Math.max(Math.ceil(photo.height / lastFactor), Math.min(mask.height, photo.height)),
  }
  const smaller = { ...size, data: reduced({ size: photo, pixels: photo.data }, size) }
  const { fine, ...others } = options
  const halfway = upsampleMask(mask, smaller, { ...others, onProgress: (done) => options.onProgress?.(done / 4) })
  const last = { softness: 0, onProgress: (done: number) => options.onProgress?.((1 + 3 * done) / 4) }
  return raise(halfway, photo, fine === undefined ? last : { ...last, fine })
}

function raise(mask: GrayRaster | FloatRaster, photo: RgbaRaster, options: UpsampleOptions): GrayRaster {
  const cells = averageDown(toNumbers(mask), Math.min(mask.width, photo.width), Math.min(mask.height, photo.height))
  const across = new CellAxis(photo.width, cells.width)
  const down = new CellAxis(photo.height, cells.height)
  const result = raiseBilinear(cells, across, down)
  if (across.factor === 1 && down.factor === 1) return result
  const band = markBand(cells)
  const [columns, rows] = [across, down].map((axis) => Math.max(12, Math.round(tilePixels / axis.factor) & ~1))
  if (columns === undefined || rows === undefined) return result
  const boxes = bandBoxes(band, cells.width, cells.height, columns, rows)
  const tiles = boxes.map((box) => ({ box, cells: withMargin(box, marginCells, cells.width, cells.height) }))
  const [wide, high] = [columns + 2 * marginCells + 1, rows + 2 * marginCells + 1]
  const [maxWidth, maxHeight] = [Math.ceil(wide * across.factor) + 2, Math.ceil(high * down.factor) + 2]
  const upsampler = new TileUpsampler(
    { mask: cells, band, photo, across, down },
    maxWidth * maxHeight,
    (wide + 1) * (high + 1),
  )
  const softness = options.softness ?? estimateSoftness(boxes, upsampler)
  for (const [i, tile] of tiles.entries()) {
    const { pixels, alpha } = upsampler.raise(tile.cells, softness)
    const width = pixels.right - pixels.left
    const [left, right] = across.pixelsOf(tile.box.left, tile.box.right)
    const [top, bottom] = down.pixelsOf(tile.box.top, tile.box.bottom)
    for (let y = top; y < bottom; y++) {
      const row = (down.cell[y] ?? 0) * cells.width
      const from = (y - pixels.top) * width - pixels.left
      for (let x = left; x < right; x++) {
        if (band[row + (across.cell[x] ?? 0)] !== 1) continue
        const value = alpha[from + x] ?? 0
        if (Number.isNaN(value)) throw new Miscalculation('an alpha of the raised mask is not a number')
        const byte = Math.floor(value * 255 + 0.5)
        result.data[y * photo.width + x] = byte
        if (options.fine !== undefined) options.fine[y * photo.width + x] = fineStep(value, byte)
      }
    }
    options.onProgress?.((i + 1) / tiles.length)
  }
  return result
}

function toNumbers(mask: GrayRaster | FloatRaster): FloatRaster {
  const { width, height, data } = mask
  if (data instanceof Float32Array) return { width, height, data }
  const numbers = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) numbers[i] = (data[i] ?? 0) / 255
  return { width, height, data: numbers }
}

function raiseBilinear(mask: FloatRaster, across: CellAxis, down: CellAxis): GrayRaster {
  const [width, height] = [across.pixels, down.pixels]
  const data = new Uint8Array(width * height)
  const line = new Float32Array(mask.width)
  // First pixel whose centre lies between each cell's and the next one's; one entry more for the end.
  const starts = new Int32Array(mask.width + 1).fill(width)
  for (let x = width - 1; x >= 0; x--) starts[across.below[x] ?? 0] = x
  for (let y = 0; y < height; y++) {
    const upper = (down.below[y] ?? 0) * mask.width
    const lower = Math.min((down.below[y] ?? 0) + 1, mask.height - 1) * mask.width
    const share = down.share[y] ?? 0
    for (let c = 0; c < mask.width; c++)
      line[c] = (mask.data[upper + c] ?? 0) * (1 - share) + (mask.data[lower + c] ?? 0) * share
    for (let cell = 0; cell < mask.width; ) {
      const [start, end] = [line[cell] ?? 0, line[Math.min(cell + 1, mask.width - 1)] ?? 0]
      const first = cell
      cell++
      if (start === end && (start === 0 || start === 1)) {
        // Most of a mask is solid or empty, over many cells.
        while (cell < mask.width && line[Math.min(cell + 1, mask.width - 1)] === start) cell++
        if (start === 1) data.fill(255, y * width + (starts[first] ?? 0), y * width + (starts[cell] ?? 0))
        continue
      }
      for (let x = starts[first] ?? 0; x < (starts[cell] ?? 0); x++) {
        const part = across.share[x] ?? 0
        data[y * width + x] = (start * (1 - part) + end * part) * 255 + 0.5
      }
    }
  }
  return { width, height, data }
}
