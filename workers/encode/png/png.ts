import type { ColourSpace } from '#core/cut.ts'
import { displayP3Profile } from '#workers/colour/displayP3Profile.ts'
import type { Density } from '#workers/decode/density.ts'
import { deflated } from '#workers/pixels/deflate.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { crc32 } from './crc32.ts'
import { narrowest } from './pngScanlines.ts'
import { RowFilter, type Strategy } from './pngStrategy.ts'
import { bestStrategy } from './pngTrial.ts'
import type { Scanlines } from './scanlines.ts'

/** Filtered bytes handed to the compressor at a time. */
const batchBytes = 512 * 1024

/**
 * Writes a PNG file, exactly these samples: no canvas is involved, so colours stay what they are however faint the pixel.
 * Rows are asked for one by one (twice: once to find the smallest form that holds them) and compressed as they come; only the compressed file is ever whole.
 */
export async function encodePng(source: RowSource, tags: PngTags = {}): Promise<Blob> {
  const lines = narrowest(source)
  const parts = [signature, chunk('IHDR', header(lines)), ...(await colourChunks(lines, tags)), ...palette(lines)]
  if (tags.density !== undefined) parts.push(chunk('pHYs', physical(tags.density)))
  if (tags.camera !== undefined) parts.push(chunk('eXIf', tags.camera))
  const strategy = await bestStrategy(lines)
  for await (const data of deflated(filteredRows(lines, strategy), 'deflate')) parts.push(chunk('IDAT', data))
  parts.push(chunk('IEND', new Uint8Array(0)))
  return new Blob(parts, { type: 'image/png' })
}

/** What the file says of its pixels. */
export interface PngTags {
  /** What the numbers mean; sRGB where it is not said. Grey is the same in both. */
  colourSpace?: ColourSpace
  /** Camera data: a TIFF structure. */
  camera?: Uint8Array<ArrayBuffer>
  /** Pixels a metre of print. */
  density?: Density
}

/** Display P3 by code points (PNG specification, third edition, 11.3.2.6), which newer programs read, and by a profile, which all do. */
async function colourChunks({ colourType }: Scanlines, { colourSpace }: PngTags): Promise<Uint8Array<ArrayBuffer>[]> {
  const isGrey = colourType === 0 || colourType === 4
  if (colourSpace !== 'display-p3' || isGrey) return [chunk('sRGB', Uint8Array.of(perceptual))]
  const parts: BlobPart[] = [profileName]
  for await (const part of deflated([displayP3Profile()], 'deflate')) parts.push(part)
  const packed = new Blob(parts)
  return [chunk('cICP', Uint8Array.of(12, 13, 0, 1)), chunk('iCCP', new Uint8Array(await packed.arrayBuffer()))]
}

/** Name, its end, and the number of the compression. */
const profileName = 'Display P3\0\0'

/** Pixels a metre, across and down; unit 1 is the metre. */
function physical({ x, y }: Density): Uint8Array {
  const bytes = new Uint8Array(9)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.round(x))
  view.setUint32(4, Math.round(y))
  bytes[8] = 1
  return bytes
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** The rendering intent that suits photographs. */
const perceptual = 0

function header({ size, bitDepth, colourType }: Scanlines): Uint8Array {
  const bytes = new Uint8Array(13)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, size.width)
  view.setUint32(4, size.height)
  bytes.set([bitDepth, colourType], 8)
  return bytes
}

/** The colours of the palette, and their alphas up to the last that is not opaque. */
function palette({ palette: colours }: Scanlines): Uint8Array<ArrayBuffer>[] {
  if (colours === undefined) return []
  const alphas = colours.filter((_, at) => at % 4 === 3)
  const seeThrough = alphas.subarray(0, alphas.findLastIndex((alpha) => alpha < 255) + 1)
  const plain = chunk(
    'PLTE',
    colours.filter((_, at) => at % 4 !== 3),
  )
  return seeThrough.length === 0 ? [plain] : [plain, chunk('tRNS', seeThrough)]
}

function* filteredRows(lines: Scanlines, strategy: Strategy): Generator<Uint8Array<ArrayBuffer>> {
  const { size, rowBytes, pixelBytes, writeRow } = lines
  const filter = new RowFilter(strategy, rowBytes, pixelBytes)
  const batchRows = Math.max(1, Math.floor(batchBytes / (rowBytes + 1)))
  // Each row has a pixel of zeros before it: the filters look one pixel to the left.
  let row = new Uint8Array(pixelBytes + rowBytes)
  let previous = new Uint8Array(pixelBytes + rowBytes)
  for (let first = 0; first < size.height; first += batchRows) {
    const rows = Math.min(batchRows, size.height - first)
    // The compressor takes the batch as it is, so each has its own memory.
    const batch = new Uint8Array(rows * (rowBytes + 1))
    for (let index = 0; index < rows; index += 1) {
      writeRow(first + index, row.subarray(pixelBytes))
      filter.write(row, previous, batch, index * (rowBytes + 1))
      ;[row, previous] = [previous, row]
    }
    yield batch
  }
}

/** Length, name, data, and the checksum of name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let index = 0; index < 4; index += 1) bytes[4 + index] = name.charCodeAt(index)
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)))
  return bytes
}
