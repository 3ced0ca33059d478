import type { Rect, Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { CellBounds } from './cellBounds.ts'
import { lanczosTaps } from './lanczosTaps.ts'
import { Steepener } from './steepener.ts'
import type { Taps } from './taps.ts'

/**
 * A part of a picture in more pixels: straight RGBA. Colours are weighed by alpha and go through a Lanczos filter, as coded numbers: there an edge is as steep on
 * its dark side as on its light one, as eyes see it, and what the filter overshoots is taken back. Alpha is drawn along its edges: an edge that was a pixel wide
 * is a pixel wide again, on the smooth line that the filter finds, while what was soft over many pixels stays as soft.
 * The part must lie within the picture.
 */
export function enlarged(picture: RgbaRaster, from: Rect, to: Size): Uint8ClampedArray<ArrayBuffer> {
  const part = isWhole(picture, from) ? picture : cut(picture, from)
  const across = lanczosTaps(part.width, to.width)
  const down = lanczosTaps(part.height, to.height)
  const result = new Uint8ClampedArray(to.width * to.height * 4)
  const rows = Array.from({ length: down.widest }, () => new Float32Array(to.width * 4))
  const mixed = new Float32Array(to.width * 4)
  const writer = new RowWriter(part, to, result)
  let next = 0
  for (let y = 0; y < to.height; y += 1) {
    const [start, count] = [down.start[y] ?? 0, down.count[y] ?? 0]
    for (; next < start + count; next += 1) {
      const row = rows[next % rows.length]
      if (row !== undefined && next >= start) widen(part, next, across, row)
    }
    const share = (tap: number) => (tap < count ? (down.weight[y * down.widest + tap] ?? 0) : 0)
    mix(rows, start, share, mixed)
    writer.write(y, mixed)
  }
  return result
}

function isWhole({ width, height }: Size, from: Rect): boolean {
  return from.x === 0 && from.y === 0 && from.width === width && from.height === height
}

function cut({ width, data }: RgbaRaster, from: Rect): RgbaRaster {
  const part = new Uint8ClampedArray(from.width * from.height * 4)
  for (let y = 0; y < from.height; y += 1) {
    const start = ((from.y + y) * width + from.x) * 4
    part.set(data.subarray(start, start + from.width * 4), y * from.width * 4)
  }
  return { width: from.width, height: from.height, data: part }
}

/** One row in its new length: colours times alpha, and alpha, each 0 to 255. */
function widen(
  { width, data }: RgbaRaster,
  y: number,
  { start, count, weight, widest }: Taps,
  row: Float32Array,
): void {
  for (let x = 0, to = 0; to < row.length; x += 1, to += 4) {
    let [red, green, blue, alpha] = [0, 0, 0, 0]
    let at = (y * width + (start[x] ?? 0)) * 4
    const end = x * widest + (count[x] ?? 0)
    for (let tap = x * widest; tap < end; tap += 1, at += 4) {
      const own = data[at + 3] ?? 0
      if (own === 0) continue
      const opacity = (weight[tap] ?? 0) * own
      red += opacity * (data[at] ?? 0)
      green += opacity * (data[at + 1] ?? 0)
      blue += opacity * (data[at + 2] ?? 0)
      alpha += opacity
    }
    row[to] = red / 255
    row[to + 1] = green / 255
    row[to + 2] = blue / 255
    row[to + 3] = alpha
  }
}

/** The weighted sum of the six rows from `start` on, all at once: one pass over memory instead of six. */
function mix(rows: Float32Array[], start: number, share: (tap: number) => number, mixed: Float32Array): void {
  const row = (tap: number) => rows[(start + tap) % rows.length] ?? mixed
  const [a, b, c, d, e, f] = [row(0), row(1), row(2), row(3), row(4), row(5)]
  const [u, v, w, x, y, z] = [share(0), share(1), share(2), share(3), share(4), share(5)]
  for (let i = 0; i < mixed.length; i += 1)
    mixed[i] = u * (a[i] ?? 0) + v * (b[i] ?? 0) + w * (c[i] ?? 0) + x * (d[i] ?? 0) + y * (e[i] ?? 0) + z * (f[i] ?? 0)
}

/** Writes rows of the new picture: alpha along its edges, colours within what was around them. */
class RowWriter {
  readonly #to: Size
  readonly #result: Uint8ClampedArray
  readonly #bounds: CellBounds
  readonly #steepener: Steepener
  readonly #down: number
  /** The first of three values of the cell of each column. */
  readonly #cells: Int32Array

  constructor(part: RgbaRaster, to: Size, result: Uint8ClampedArray) {
    this.#to = to
    this.#result = result
    this.#bounds = new CellBounds(part)
    this.#steepener = new Steepener(part, to)
    this.#down = part.height / to.height
    const column = (x: number) => Math.floor(((x + 0.5) * part.width) / to.width - 0.5) + 1
    this.#cells = Int32Array.from({ length: to.width }, (_, x) => column(x) * 3)
  }

  write(y: number, mixed: Float32Array): void {
    this.#bounds.lookAt(Math.floor((y + 0.5) * this.#down - 0.5))
    this.#steepener.enter(y)
    const { least, most } = this.#bounds
    const [result, cells, steepener, { width }] = [this.#result, this.#cells, this.#steepener, this.#to]
    for (let x = 0, from = 0, to = y * width * 4; x < width; x += 1, from += 4, to += 4) {
      const filtered = mixed[from + 3] ?? 0
      const alpha = Math.round(steepener.at(x, filtered))
      if (alpha === 0) continue
      const scale = filtered > 0.5 ? 255 / filtered : 0
      const cell = cells[x] ?? 0
      for (let channel = 0; channel < 3; channel += 1) {
        const colour = (mixed[from + channel] ?? 0) * scale
        const [low, high] = [least[cell + channel] ?? 0, most[cell + channel] ?? 255]
        result[to + channel] = low > high ? colour : Math.min(high, Math.max(low, colour))
      }
      result[to + 3] = alpha
    }
  }
}
