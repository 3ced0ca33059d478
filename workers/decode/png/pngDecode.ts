import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import { deepInOurColours } from '#workers/decode/deep/deepColours.ts'
import { roundedDeep, uprightDeep } from '#workers/decode/deep/deepPixels.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { placeTile, uprightSize } from '#workers/decode/orientation.ts'
import { inflated } from '#workers/pixels/deflate.ts'
import { pngChunks } from './pngChunks.ts'
import { pngLayout, pngPasses } from './pngLayout.ts'
import { managedColours, pngMeaning } from './pngManaged.ts'
import { type PngPixels, pngPixels } from './pngPixels.ts'

/**
 * Decodes a PNG file by our own reader: every colour as it stands in the file, and of a damaged file what there is, the rest transparent.
 * Colours that are not those of sRGB or Display P3 are converted by the browser. Fails with `damaged` where there is not a single row.
 * @param keepsDepth whether samples of 16 bits are given as they are, too; their profile is then minded by LittleCMS
 */
export async function decodePng(
  file: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  keepsDepth = false,
): Promise<Outcome<Decoded>> {
  const found = pngPixels(file, keepsDepth)
  if (found === undefined) return failure('damaged', 'no row')
  const deep = found.isWhole ? await deepOf(file, found, header) : undefined
  if (deep !== undefined) return success(deep)
  const isP3 = header.gamut === 'display-p3'
  const stored = isP3 ? found.pixels : await managedColours(file, found)
  const { width, height } = found
  const upright = new Uint32Array(width * height)
  placeTile(upright, found, header.orientation, stored, { x: 0, y: 0, width, height })
  return success({
    size: uprightSize(found, header.orientation),
    pixels: new Uint8ClampedArray(upright.buffer),
    isPartial: !found.isWhole,
    colourSpace: isP3 ? 'display-p3' : 'srgb',
  })
}

/** A picture of 16 bits a sample; undefined where it has fewer, they were not asked for, or its colours cannot be kept in so many. */
async function deepOf(
  file: Uint8Array<ArrayBuffer>,
  { width, height, deep: stored }: PngPixels,
  { gamut, orientation }: ImageHeader,
): Promise<Decoded | undefined> {
  const meaning = pngMeaning(file)
  if (stored === undefined || (meaning === undefined && gamut !== 'display-p3')) return undefined
  const size = { width, height }
  const colourSpace = await deepInOurColours(stored, { gamut, ...meaning })
  if (colourSpace === undefined) return undefined
  const deep = uprightDeep(stored, size, orientation)
  return { size: uprightSize(size, orientation), pixels: roundedDeep(deep), deep, isPartial: false, colourSpace }
}

/** Whether the packed data of a PNG file are as long as its pixels: unpacked to be counted, and not kept. */
export async function hasAllPngData(file: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { chunks } = pngChunks(file)
  const layout = chunks[0] === undefined ? undefined : pngLayout(new Bytes(file), chunks[0].start)
  if (layout === undefined) return false
  const bits = layout.channels * layout.depth
  const passes = pngPasses(layout)
  let missing = passes.reduce((sum, { columns, rows }) => sum + rows * (1 + Math.ceil((columns * bits) / 8)), 0)
  const data = chunks.filter(({ name }) => name === 'IDAT')
  const packed = new Blob(data.map(({ start, length }) => file.subarray(start, start + length)))
  try {
    for await (const part of inflated(packed, 'deflate')) missing -= part.length
  } catch {
    // Whatever is wrong with them, there are as many bytes as were counted.
  }
  return missing <= 0
}
