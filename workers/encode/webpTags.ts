import type { Size } from '#core/geometry.ts'
import { type FileTags, profileOf } from './fileTags.ts'

/** Bits of the first byte of VP8X (RFC 9649, 2.7.1). */
const profileFlag = 0x20
const alphaFlag = 0x10
const exifFlag = 0x08

/** Puts profile and camera data into a WebP file of one picture; its pixels stay as they are. */
export async function withWebpTags(webp: Blob, size: Size, tags: FileTags): Promise<Blob> {
  const profile = profileOf(tags)
  if (profile === undefined && tags.camera === undefined) return webp
  const bytes = new Uint8Array(await webp.arrayBuffer())
  const pixels = chunksOf(bytes).filter(({ name }) => ['ALPH', 'VP8 ', 'VP8L'].includes(name))
  const parts = [
    extended(size, {
      hasAlpha: hasAlpha(pixels),
      hasProfile: profile !== undefined,
      hasExif: tags.camera !== undefined,
    }),
    ...(profile === undefined ? [] : [chunk('ICCP', profile)]),
    ...pixels.map(({ whole }) => whole),
    ...(tags.camera === undefined ? [] : [chunk('EXIF', tags.camera)]),
  ]
  const length = parts.reduce((sum, part) => sum + part.length, 4)
  const head = new Uint8Array(12)
  head.set(latin1('RIFF'))
  new DataView(head.buffer).setUint32(4, length, true)
  head.set(latin1('WEBP'), 8)
  return new Blob([head, ...parts], { type: 'image/webp' })
}

interface Chunk {
  name: string
  /** With name, length and padding. */
  whole: Uint8Array<ArrayBuffer>
}

function chunksOf(bytes: Uint8Array<ArrayBuffer>): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    chunks.push({ name: String.fromCharCode(...bytes.subarray(at, at + 4)), whole: bytes.subarray(at, end) })
    at = end
  }
  return chunks
}

/** Alpha stands in a chunk of its own, or in the header of a lossless picture (bit 4 of its fifth byte). */
function hasAlpha(pixels: Chunk[]): boolean {
  return pixels.some(({ name, whole }) => name === 'ALPH' || (name === 'VP8L' && ((whole[8 + 4] ?? 0) & 0x10) !== 0))
}

function extended(
  { width, height }: Size,
  has: { hasAlpha: boolean; hasProfile: boolean; hasExif: boolean },
): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(10)
  data[0] = (has.hasAlpha ? alphaFlag : 0) | (has.hasProfile ? profileFlag : 0) | (has.hasExif ? exifFlag : 0)
  const view = new DataView(data.buffer)
  view.setUint16(4, (width - 1) & 0xffff, true)
  data[6] = (width - 1) >> 16
  view.setUint16(7, (height - 1) & 0xffff, true)
  data[9] = (height - 1) >> 16
  return chunk('VP8X', data)
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + data.length + (data.length % 2))
  bytes.set(latin1(name))
  new DataView(bytes.buffer).setUint32(4, data.length, true)
  bytes.set(data, 8)
  return bytes
}

function latin1(letters: string): Uint8Array {
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
}
