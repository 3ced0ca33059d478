import { Unzlib } from 'fflate'
import { Bytes } from '#workers/decode/bytes.ts'
import { pngChunks } from './pngChunks.ts'
import { type PngLayout, type PngPass, pngLayout, pngPasses } from './pngLayout.ts'
import { deepWriter, type PngColours, pixelWriter } from './pngSamples.ts'
import { unfilter } from './pngUnfilter.ts'

/** Pixels of a PNG file as they stand in it: no colour management, no turning. */
export interface PngPixels {
  width: number
  height: number
  /** Straight RGBA, one 32-bit value a pixel, red lowest; 0 where the file ends before. */
  pixels: Uint32Array<ArrayBuffer>
  /** The same in 16 bits a sample, four a pixel, where the file has so many and they were asked for. */
  deep?: Uint16Array<ArrayBuffer>
  isWhole: boolean
}

/** Packed bytes handed over at a time: what comes out of them is at most a thousand times as much. */
const portion = 64 * 1024

/**
 * Decodes a PNG file without the browser, whose canvas forgets the colours of faint pixels, or may give back other pixels than it was given.
 * All kinds of the specification: 1 to 16 bits, palettes, tRNS, interlaced. Of a damaged file as much as there is before the damage.
 * Undefined where there is not a single row. The size has to be within the limits.
 * @param keepsDepth whether samples of 16 bits are given as they are, too
 */
export function pngPixels(file: Uint8Array<ArrayBuffer>, keepsDepth = false): PngPixels | undefined {
  const bytes = new Bytes(file)
  const { chunks } = pngChunks(file)
  const layout = chunks[0]?.name === 'IHDR' ? pngLayout(bytes, chunks[0].start) : undefined
  if (layout === undefined) return undefined
  const dataOf = (name: string) => {
    const chunk = chunks.find((one) => one.name === name)
    return chunk === undefined ? new Uint8Array(0) : bytes.slice(chunk.start, chunk.length)
  }
  const picture = new Picture(layout, { palette: dataOf('PLTE'), transparency: dataOf('tRNS') }, keepsDepth)
  const stream = new Unzlib((part) => picture.take(part))
  try {
    for (const { name, start, length } of chunks) {
      if (name !== 'IDAT') continue
      for (let at = 0; at < length && !picture.isDone; at += portion)
        stream.push(bytes.slice(start + at, Math.min(portion, length - at)))
    }
  } catch {
    // Packed bytes that make no sense: what came before them is there.
  }
  if (picture.rows === 0) return undefined
  const { pixels, deep, isDone } = picture
  const size = { width: layout.width, height: layout.height }
  return { ...size, pixels, ...(deep === undefined ? {} : { deep }), isWhole: isDone }
}

/** Puts unpacked bytes together to rows, and rows to a picture. */
class Picture {
  readonly pixels: Uint32Array<ArrayBuffer>
  readonly deep: Uint16Array<ArrayBuffer> | undefined
  /** How many rows have come, of all passes together. */
  rows = 0
  isDone = false
  readonly #layout: PngLayout
  readonly #passes: PngPass[]
  readonly #write: (row: Uint8Array, to: Uint32Array) => void
  readonly #writeDeep: (row: Uint8Array, to: Uint16Array) => void
  /** Number of the filter, then the row. */
  #row: Uint8Array
  #previous: Uint8Array
  #filled = 0
  #rowOfPass = 0

  constructor(layout: PngLayout, colours: PngColours, keepsDepth: boolean) {
    this.#layout = layout
    this.#passes = pngPasses(layout)
    this.#write = pixelWriter(layout, colours)
    this.#writeDeep = deepWriter(layout, colours)
    this.pixels = new Uint32Array(layout.width * layout.height)
    this.deep = keepsDepth && layout.depth === 16 ? new Uint16Array(this.pixels.length * 4) : undefined
    this.#row = this.#emptyRow()
    this.#previous = this.#emptyRow()
  }

  take(part: Uint8Array): void {
    for (let at = 0; at < part.length && !this.isDone; ) {
      const length = Math.min(part.length - at, this.#row.length - this.#filled)
      this.#row.set(part.subarray(at, at + length), this.#filled)
      this.#filled += length
      at += length
      if (this.#filled === this.#row.length) this.#endRow()
    }
  }

  #emptyRow(): Uint8Array {
    const { channels, depth } = this.#layout
    return new Uint8Array(1 + Math.ceil(((this.#passes[0]?.columns ?? 0) * channels * depth) / 8))
  }

  #endRow(): void {
    const [pass] = this.#passes
    if (pass === undefined) return
    const { channels, depth } = this.#layout
    const row = this.#row.subarray(1)
    if (!unfilter(this.#row[0] ?? 0, row, this.#previous.subarray(1), Math.max(1, (channels * depth) >> 3)))
      throw new RangeError('no such filter')
    this.#place(pass, row)
    this.rows += 1
    this.#filled = 0
    this.#rowOfPass += 1
    const above = this.#previous
    this.#previous = this.#row
    this.#row = above
    if (this.#rowOfPass < pass.rows) return
    this.#passes.shift()
    this.#rowOfPass = 0
    this.#row = this.#emptyRow()
    this.#previous = this.#emptyRow()
    this.isDone = this.#passes.length === 0
  }

  #place(pass: PngPass, row: Uint8Array): void {
    const { width, height } = this.#layout
    const y = pass.top + this.#rowOfPass * pass.stepY
    this.#placeDeep(pass, row, y)
    if (pass.stepX === 1) {
      this.#write(row, this.pixels.subarray(y * width, (y + 1) * width))
      return
    }
    const line = new Uint32Array(pass.columns)
    this.#write(row, line)
    // Until finer passes come a pixel stands for its block, so that a file that ends early shows the whole picture, coarsely.
    for (let v = y; v < Math.min(height, y + pass.blockHeight); v += 1)
      for (let index = 0, x = pass.left; index < pass.columns; index += 1, x += pass.stepX)
        this.pixels.fill(line[index] ?? 0, v * width + x, v * width + Math.min(width, x + pass.blockWidth))
  }

  /** Samples of 16 bits at their own places alone: they are of use only where the whole file is there. */
  #placeDeep({ left, stepX, columns }: PngPass, row: Uint8Array, y: number): void {
    if (this.deep === undefined) return
    const first = (y * this.#layout.width + left) * 4
    if (stepX === 1) {
      this.#writeDeep(row, this.deep.subarray(first, first + columns * 4))
      return
    }
    const line = new Uint16Array(columns * 4)
    this.#writeDeep(row, line)
    for (let index = 0; index < columns; index += 1)
      this.deep.set(line.subarray(index * 4, index * 4 + 4), first + index * stepX * 4)
  }
}
