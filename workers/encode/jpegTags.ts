import type { Density } from '#workers/decode/density.ts'
import { type FileTags, profileOf } from './fileTags.ts'

/** Segments in which a JPEG file says something of itself: application data and comments. Those of JFIF and Adobe say how to read the pixels and stay. */
const exifMarker = 0xe1
const profileMarker = 0xe2
const commentMarker = 0xfe

/**
 * Puts profile and camera data into a JPEG file in place of whatever its encoder put there (ITU T.81, B.1.1.4; ICC.1:2022, B.4).
 * Both are far smaller than the 64 KB that a segment holds.
 */
export async function withJpegTags(jpeg: Blob, tags: FileTags): Promise<Blob> {
  const bytes = new Uint8Array(await jpeg.arrayBuffer())
  const view = new DataView(bytes.buffer)
  const kept: Uint8Array<ArrayBuffer>[] = []
  let at = 2
  // Up to the first segment that belongs to the pixels.
  while (at + 4 <= bytes.length && bytes[at] === 0xff && isTalk(bytes[at + 1] ?? 0)) {
    const end = at + 2 + view.getUint16(at + 2)
    const isDensity = tags.density !== undefined && isJfif(bytes, at)
    if (!isOurs(bytes[at + 1] ?? 0) && !isDensity) kept.push(bytes.subarray(at, end))
    at = end
  }
  const profile = profileOf(tags)
  const parts = [bytes.subarray(0, 2), ...(tags.density === undefined ? [] : [jfif(tags.density)]), ...kept]
  if (tags.camera !== undefined) parts.push(segment(exifMarker, 'Exif\0\0', tags.camera))
  if (profile !== undefined) parts.push(segment(profileMarker, 'ICC_PROFILE\0\x01\x01', profile))
  return new Blob([...parts, bytes.subarray(at)], { type: 'image/jpeg' })
}

const jfifMarker = 0xe0

function isJfif(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1] === jfifMarker && String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'JFIF'
}

/** Version 1.01, dots an inch across and down, no thumbnail. It has to be the first segment. */
function jfif({ x, y }: Density): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(9)
  const view = new DataView(data.buffer)
  view.setUint16(0, 0x0101)
  view.setUint8(2, 1)
  view.setUint16(3, Math.min(65_535, Math.round(x * 0.0254)))
  view.setUint16(5, Math.min(65_535, Math.round(y * 0.0254)))
  return segment(jfifMarker, 'JFIF\0', data)
}

function isTalk(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === commentMarker
}

function isOurs(marker: number): boolean {
  return marker === exifMarker || marker === profileMarker || marker === commentMarker
}

function segment(marker: number, name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + name.length + data.length)
  bytes.set([0xff, marker])
  new DataView(bytes.buffer).setUint16(2, bytes.length - 2)
  for (let index = 0; index < name.length; index += 1) bytes[4 + index] = name.charCodeAt(index)
  bytes.set(data, 4 + name.length)
  return bytes
}
