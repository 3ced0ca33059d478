import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { decodePng } from '#workers/decode/png/pngDecode.ts'
import { rgba } from '#workers/decode/rgba.ts'
import { largestEntry } from './icoEntry.ts'

/**
 * Decodes the largest picture of an icon or cursor file: a PNG file, or a bitmap of 1, 4, 8, 24 or 32 bits with a mask of what is seen through.
 * Fails with `unsupported-image` for other bitmaps, and with `damaged` where rows are missing.
 */
export async function decodeIco(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
  const bytes = new Bytes(file)
  const entry = largestEntry(bytes)
  if (entry === undefined) return failure('damaged', 'no picture')
  if (entry.isPng) return await decodePng(file.subarray(entry.at, entry.at + entry.length), header)
  const { width, height } = header.size
  const [headerBytes, bits, packing] = [
    bytes.u32(entry.at, true),
    bytes.u16(entry.at + 14, true),
    bytes.u32(entry.at + 16, true),
  ]
  if (packing !== 0 || headerBytes < 40 || ![1, 4, 8, 24, 32].includes(bits)) return failure('unsupported-image', 'ico')
  const stated = bytes.u32(entry.at + 32, true)
  const colours = bits > 8 ? 0 : Math.min(256, stated === 0 ? 1 << bits : stated)
  const palette = entry.at + headerBytes
  const start = palette + 4 * colours
  const stride = Math.ceil((width * bits) / 32) * 4
  const maskStride = Math.ceil(width / 32) * 4
  const mask = start + stride * height
  // Of pictures with alpha some programs leave out the mask.
  const hasMask = mask + maskStride * height <= file.length
  if (mask > file.length || (!hasMask && bits < 32)) return failure('damaged', 'rows are missing')

  const colourAt = (at: number, alpha: number) => rgba(bytes.u8(at + 2), bytes.u8(at + 1), bytes.u8(at), alpha)
  const pixels = new Uint32Array(width * height)
  let seen = 0
  for (let y = 0; y < height; y += 1) {
    const row = start + stride * (height - 1 - y)
    for (let x = 0; x < width; x += 1) {
      const alpha = bits === 32 ? bytes.u8(row + 4 * x + 3) : 255
      seen |= alpha
      const index =
        bits > 8 ? 0 : (bytes.u8(row + ((x * bits) >> 3)) >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1)
      pixels[y * width + x] = colourAt(bits > 8 ? row + (x * bits) / 8 : palette + 4 * index, alpha)
    }
  }
  // Where the alpha says nothing, the mask does.
  if (hasMask && (bits < 32 || seen === 0)) {
    for (let at = 0; at < pixels.length; at += 1) {
      const [x, y] = [at % width, Math.floor(at / width)]
      const isHidden = ((bytes.u8(mask + maskStride * (height - 1 - y) + (x >> 3)) >> (7 - (x & 7))) & 1) === 1
      pixels[at] = isHidden ? 0 : ((pixels[at] ?? 0) | 0xff_00_00_00) >>> 0
    }
  }
  const all = new Uint8ClampedArray(pixels.buffer)
  return success({ size: { width, height }, pixels: all, isPartial: false, colourSpace: 'srgb' })
}
