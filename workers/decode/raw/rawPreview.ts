import { Bytes } from '#workers/decode/bytes.ts'
import { exifOrientation } from '#workers/decode/tiffTags.ts'

/** Smaller ones are thumbnails, of no use as a photo: in pixels. */
const leastArea = 640 * 400
/** Larger files are no photos, and beginnings of pictures looked at, at most. */
const maxBytes = 400_000_000
const maxCandidates = 400

interface Found {
  at: number
  end: number
  area: number
}

/**
 * The largest JPEG picture that a camera put into its raw file, for being looked at, turned as the raw file says; undefined where there is none of
 * use. Found by its own structure, wherever it lies: that is alike in all makers' files.
 */
export async function rawPreview(file: Blob): Promise<Blob | undefined> {
  if (file.size > maxBytes) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  let best: Found | undefined
  let looked = 0
  for (let at = bytes.indexOf(0xff); at >= 0 && looked < maxCandidates; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] !== 0xd8 || bytes[at + 2] !== 0xff) continue
    looked += 1
    const found = jpegAt(bytes, at)
    if (found === undefined) continue
    if (found.area > (best?.area ?? leastArea - 1)) best = found
    // What lies within a picture, its own thumbnail, is not looked for.
    at = found.end - 1
  }
  if (best === undefined) return undefined
  const jpeg = bytes.subarray(best.at, best.end)
  const turn = turnedAs(new Bytes(bytes.subarray(0, 1 << 20)), jpeg)
  return new Blob([jpeg.subarray(0, 2), ...(turn === undefined ? [] : [turn]), jpeg.subarray(2)], {
    type: 'image/jpeg',
  })
}

/** The whole picture that begins here: one that browsers open (baseline or progressive), and that comes to its end. */
function jpegAt(bytes: Uint8Array, at: number): Found | undefined {
  let area = 0
  let place = at + 2
  for (;;) {
    if (bytes[place] !== 0xff) return undefined
    const marker = bytes[place + 1] ?? 0
    const length = ((bytes[place + 2] ?? 0) << 8) | (bytes[place + 3] ?? 0)
    if (length < 2 || place + 2 + length > bytes.length) return undefined
    // Sensor data is often a lossless JPEG (SOF3), which no browser opens.
    if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return undefined
    if (marker >= 0xc0 && marker <= 0xc2) {
      const side = (from: number) => ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0)
      area = side(place + 5) * side(place + 7)
    }
    place += 2 + length
    if (marker === 0xda) break
  }
  const end = endOf(bytes, place)
  return end === undefined || area === 0 ? undefined : { at, end, area }
}

/** Where the picture ends whose pixels begin here; between the scans of a progressive one stand more segments. */
function endOf(bytes: Uint8Array, from: number): number | undefined {
  for (let place = bytes.indexOf(0xff, from); place >= 0; place = bytes.indexOf(0xff, place + 1)) {
    const marker = bytes[place + 1] ?? 0
    if (marker === 0xd9) return place + 2
    const isSegment = marker >= 0xc4 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)
    if (isSegment) place += 1 + (((bytes[place + 2] ?? 0) << 8) | (bytes[place + 3] ?? 0))
  }
  return undefined
}

/** A segment that turns the preview as the raw file is to be turned, where the preview itself says nothing of it. */
function turnedAs(raw: Bytes, jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const saysItself = new Bytes(jpeg.subarray(0, 64)).text(0, 64).includes('Exif\0\0')
  const orientation = exifOrientation(raw, 0, raw.data.length)?.orientation ?? 1
  if (saysItself || orientation === 1) return undefined
  // One entry: the tag, a short, once, its value; then no further directory.
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
  const tiff = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0]
  const data = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
  return Uint8Array.of(0xff, 0xe1, 0, data.length + 2, ...data)
}
