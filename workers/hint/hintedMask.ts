import type { Rect, Size } from '#core/geometry.ts'
import type { AnsweredStroke } from '#core/hints.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'
import { planeOf } from './answering.ts'

/** Cells around what changes that are raised, too: edges are found from their surroundings. */
const marginCells = 6

/**
 * A mask with what smart strokes come to, raised along the photo's edges as every mask is. *Keep* only adds to it, *Remove* only takes away, the later
 * stroke before the earlier; what no answer touches keeps every bit. The mask that is given stays as it is; it comes back where there is no answer.
 * @param photo of the mask's size, without transparency
 */
export function hintedMask(mask: GrayRaster, photo: () => RgbaRaster, strokes: readonly AnsweredStroke[]): GrayRaster {
  const said = saidBy(strokes)
  if (said === undefined) return mask
  const data = Uint8Array.from(mask.data)
  const pixels = photo()
  for (const [plane, isKeep] of [
    [said.keep, true],
    [said.remove, false],
  ] as const) {
    const raised = raisedPart(plane, said.grid, pixels)
    if (raised === undefined) continue
    const { area, alpha } = raised
    for (let row = 0; row < area.height; row++)
      for (let column = 0; column < area.width; column++) {
        const at = (area.y + row) * mask.width + area.x + column
        const region = alpha[row * area.width + column] ?? 0
        data[at] = isKeep ? Math.max(data[at] ?? 0, region) : Math.min(data[at] ?? 0, 255 - region)
      }
  }
  return { width: mask.width, height: mask.height, data }
}

/** What all answers come to together: a later one takes back what it says otherwise. */
function saidBy(
  strokes: readonly AnsweredStroke[],
): { grid: Size; keep: Float32Array; remove: Float32Array } | undefined {
  let said: { grid: Size; keep: Float32Array; remove: Float32Array } | undefined
  for (const { kind, answer } of strokes) {
    if (answer === undefined) continue
    const cells = answer.grid.width * answer.grid.height
    said ??= { grid: answer.grid, keep: new Float32Array(cells), remove: new Float32Array(cells) }
    const [more, less] = kind === 'keep' ? [said.keep, said.remove] : [said.remove, said.keep]
    for (const [at, region] of planeOf(answer).entries()) {
      if (region === 0) continue
      more[at] = Math.max(more[at] ?? 0, region)
      less[at] = Math.min(less[at] ?? 0, 1 - region)
    }
  }
  return said
}

/** The part of a plane that is not empty, at the photo's size. */
function raisedPart(plane: Float32Array, grid: Size, photo: RgbaRaster): { area: Rect; alpha: Uint8Array } | undefined {
  const cells = boxOf(plane, grid)
  if (cells === undefined) return undefined
  const area = areaOf(cells, grid, photo)
  const part = new Float32Array(cells.width * cells.height)
  for (let row = 0; row < cells.height; row++) {
    const start = (cells.y + row) * grid.width + cells.x
    part.set(plane.subarray(start, start + cells.width), row * cells.width)
  }
  const pixels = new Uint8Array(4 * area.width * area.height)
  for (let row = 0; row < area.height; row++) {
    const start = 4 * ((area.y + row) * photo.width + area.x)
    pixels.set(photo.data.subarray(start, start + 4 * area.width), 4 * row * area.width)
  }
  const shown = { width: area.width, height: area.height, data: pixels }
  return { area, alpha: Uint8Array.from(upsampleMask({ ...cells, data: part }, shown).data) }
}

/** The box of what is not empty, with a margin. */
function boxOf(plane: Float32Array, { width, height }: Size): Rect | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (const [at, value] of plane.entries()) {
    if (value === 0) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < 0) return undefined
  const [x, y] = [Math.max(0, left - marginCells), Math.max(0, top - marginCells)]
  const [endX, endY] = [Math.min(width, right + 1 + marginCells), Math.min(height, bottom + 1 + marginCells)]
  return { x, y, width: endX - x, height: endY - y }
}

/** The pixels of the photo beneath some cells. */
function areaOf({ x, y, width, height }: Rect, grid: Size, photo: Size): Rect {
  const across = (column: number) => Math.round((column * photo.width) / grid.width)
  const down = (row: number) => Math.round((row * photo.height) / grid.height)
  const [left, top] = [across(x), down(y)]
  return {
    x: left,
    y: top,
    width: Math.max(1, across(x + width) - left),
    height: Math.max(1, down(y + height) - top),
  }
}
