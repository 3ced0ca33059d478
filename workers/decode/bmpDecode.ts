import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from './bytes.ts'
import type { Decoded } from './decoded.ts'

/** Ways in which pixels lie in a bitmap: each of the usual length, by masks, or by masks of which one is alpha's. */
const [plain, masked, maskedWithAlpha] = [0, 3, 6]
/** Bytes of the headers from which masks stand in the header itself. */
const headerWithMasks = 52
const headerWithAlphaMask = 56
const fileHeader = 14

interface Layout {
  width: number
  height: number
  isFromTop: boolean
  bits: number
  /** Where the rows begin, and how far each is from the next. */
  start: number
  stride: number
}

/**
 * Reads a Windows bitmap of 16, 24 or 32 bits a pixel, not compressed: every colour as it stands in the file, however faint. Alpha counts where
 * the file has a mask for it, and is not zero everywhere. Undefined for other kinds (palettes, run lengths), which have no alpha. Fails with `damaged` where rows are missing.
 */
export function decodeBmp(file: Uint8Array<ArrayBuffer>): Outcome<Decoded> | undefined {
  const bytes = new Bytes(file)
  const headerBytes = bytes.u32(fileHeader, true)
  const [compression, bits] = [bytes.u32(30, true), bytes.u16(28, true)]
  if (headerBytes < 40 || ![16, 24, 32].includes(bits)) return undefined
  if (compression !== plain && compression !== masked && compression !== maskedWithAlpha) return undefined
  const [width, stated] = [bytes.i32(18, true), bytes.i32(22, true)]
  const height = Math.abs(stated)
  const stride = Math.ceil((width * bits) / 32) * 4
  const layout = { width, height, isFromTop: stated < 0, bits, start: bytes.u32(10, true), stride }
  if (layout.start + stride * height > file.length) return failure('damaged', 'rows are missing')
  const masks = compression === plain ? usualMasks(bits) : statedMasks(bytes, headerBytes, compression)
  const pixels = read(file, layout, masks)
  return success({ size: { width, height }, pixels, isPartial: false, colourSpace: 'srgb' })
}

/** Of red, green, blue and alpha. */
type Masks = readonly [number, number, number, number]

function usualMasks(bits: number): Masks {
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0x00ff00, 0x0000ff, 0]
}

function statedMasks(bytes: Bytes, headerBytes: number, compression: number): Masks {
  const at = fileHeader + 40
  const hasAlpha =
    headerBytes >= headerWithAlphaMask || (headerBytes < headerWithMasks && compression === maskedWithAlpha)
  const mask = (index: number) => bytes.u32(at + 4 * index, true)
  return [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0]
}

function read(file: Uint8Array, layout: Layout, masks: Masks): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, isFromTop, bits, start, stride } = layout
  const pixels = new Uint8ClampedArray(width * height * 4)
  const step = bits / 8
  const [red, green, blue, alpha] = masks.map(channelOf) as [Channel, Channel, Channel, Channel]
  const hasAlpha = masks[3] !== 0
  let seen = 0
  for (let y = 0; y < height; y++) {
    const row = start + stride * (isFromTop ? y : height - 1 - y)
    for (let x = 0; x < width; x++) {
      const from = row + x * step
      let value = (file[from] ?? 0) + (file[from + 1] ?? 0) * 0x100
      if (step > 2) value += (file[from + 2] ?? 0) * 0x10000
      if (step > 3) value += (file[from + 3] ?? 0) * 0x1000000
      const to = 4 * (y * width + x)
      pixels[to] = red(value)
      pixels[to + 1] = green(value)
      pixels[to + 2] = blue(value)
      const own = hasAlpha ? alpha(value) : 255
      pixels[to + 3] = own
      seen |= own
    }
  }
  // Programs that know of no alpha leave its bits empty.
  if (seen === 0) for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255
  return pixels
}

type Channel = (value: number) => number

/** The bits of a mask as a value from 0 to 255. */
function channelOf(mask: number): Channel {
  if (mask === 0) return () => 0
  const shift = 31 - Math.clz32(mask & -mask)
  const top = mask >>> shift
  return (value) => Math.round((((value & mask) >>> shift) / top) * 255)
}
