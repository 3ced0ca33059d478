import type { Size } from '#core/geometry.ts'
import { instantSide, type View } from './instantEye.ts'

/** The pixels that views are blended on; one pixel of the working copy is `scale` pixels of the grid. */
export interface Grid extends Size {
  scale: number
}

/** Side of the grid that is fine enough for finding bounds and comparing. */
const roughSide = 384
/** Share of a view over which its weight fades towards an edge inside the photo, so that no seam shows. */
const fade = 0.1

/** A grid that covers the working copy roughly. */
export function roughGrid({ width, height }: Size): Grid {
  const scale = Math.min(1, roughSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)), scale }
}

/** The weighted mean of the masks of overlapping views; 0 where no view reached. */
export function blended(views: View[], grid: Grid): Float32Array {
  const sum = new Float32Array(grid.width * grid.height)
  const weight = new Float32Array(grid.width * grid.height)
  for (const view of views) add(view, grid, sum, weight)
  for (let pixel = 0; pixel < sum.length; pixel++) {
    const whole = weight[pixel] ?? 0
    if (whole > 0) sum[pixel] = (sum[pixel] ?? 0) / whole
  }
  return sum
}

function add({ rect, mask }: View, grid: Grid, sum: Float32Array, weight: Float32Array): void {
  const across = axis(grid.width, rect.x * grid.scale, rect.width * grid.scale)
  const down = axis(grid.height, rect.y * grid.scale, rect.height * grid.scale)
  for (let row = 0; row < down.count; row++) {
    const top = (down.low[row] ?? 0) * instantSide
    const bottom = Math.min(top + instantSide, mask.length - instantSide)
    const part = down.part[row] ?? 0
    const share = down.weight[row] ?? 0
    const start = (down.first + row) * grid.width + across.first
    for (let column = 0; column < across.count; column++) {
      const left = across.low[column] ?? 0
      const right = Math.min(left + 1, instantSide - 1)
      const partX = across.part[column] ?? 0
      const above = (mask[top + left] ?? 0) * (1 - partX) + (mask[top + right] ?? 0) * partX
      const below = (mask[bottom + left] ?? 0) * (1 - partX) + (mask[bottom + right] ?? 0) * partX
      const here = share * (across.weight[column] ?? 0)
      const pixel = start + column
      sum[pixel] = (sum[pixel] ?? 0) + here * (above + (below - above) * part)
      weight[pixel] = (weight[pixel] ?? 0) + here
    }
  }
}

/** Where the grid's pixels of one axis lie in a view: between its value `low` and the next, at `part` of the way. */
interface Axis {
  first: number
  count: number
  low: Int32Array
  part: Float32Array
  weight: Float32Array
}

function axis(size: number, from: number, length: number): Axis {
  const first = Math.max(0, Math.ceil(from - 0.5))
  const count = Math.max(0, Math.min(size, Math.floor(from + length + 0.5)) - first)
  const [low, part, weight] = [new Int32Array(count), new Float32Array(count), new Float32Array(count)]
  const [isOpenStart, isOpenEnd] = [from > 0, from + length < size]
  for (let i = 0; i < count; i++) {
    const share = (first + i + 0.5 - from) / length
    const place = Math.min(instantSide - 1, Math.max(0, share * instantSide - 0.5))
    low[i] = Math.floor(place)
    part[i] = place - Math.floor(place)
    const start = isOpenStart ? share / fade : 1
    const end = isOpenEnd ? (1 - share) / fade : 1
    weight[i] = Math.max(1e-3, Math.min(1, start, end))
  }
  return { first, count, low, part, weight }
}
