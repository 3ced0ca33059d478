import type { PhotoNote } from '#core/cut.ts'
import { mediaTypes } from '#core/imageKind.ts'
import { maxDeepMegapixels } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { avifDecoder, canDecodeAvif } from './avifDecode.ts'
import { decodeBmp } from './bmpDecode.ts'
import { decodeByBrowser, decodedOf } from './browserDecode.ts'
import type { Decoded } from './decoded.ts'
import { turned } from './density.ts'
import { type Inspected, inspect } from './inspect.ts'
import { jpegPartly, withRows } from './jpeg/jpegPartly.ts'
import { jpegRows } from './jpeg/jpegRows.ts'
import { keepsNumbers } from './keepsNumbers.ts'
import { endsPlain } from './missingRows.ts'
import { decodePartly } from './partial.ts'
import type { Photo } from './photo.ts'
import { decodePng, hasAllPngData } from './png/pngDecode.ts'
import { decodeRare, isRare } from './rareKinds.ts'
import { rawPreview } from './raw/rawPreview.ts'
import { structureOf } from './structure/structure.ts'
import { opaqueReader, straightReader } from './trueReaders.ts'
import { canDecodeWebp, webpDecoder } from './webpDecode.ts'

/**
 * Opens a photo: by its content, never by its name; refused by its header where it is too large; upright, straight alpha,
 * in Display P3 where the file is, else in sRGB. What is damaged is told by the file itself, since browsers do not.
 * Runs in a worker. Fails with `empty-file`, `not-an-image`, `unsupported-image`, `too-many-pixels`, `damaged`, `heic`, `tiff`, `camera-raw`, `file-gone`,
 * `pixels-changed`, `runtime-missing` or `out-of-memory`.
 * @param keepsDepth whether samples of 16 bits are given, too, where the file has them and is not too large
 */
export async function decodePhoto(file: Blob, keepsDepth = false): Promise<Outcome<Photo>> {
  const inspected = await inspect(file)
  if (!inspected.ok) return inspected.reason === 'camera-raw' ? await decodePreview(file, inspected) : inspected
  try {
    const { width, height } = inspected.value.header.size
    const isDeep = keepsDepth && width * height <= maxDeepMegapixels * 1e6
    const decoded = await decode(file, inspected.value, isDeep)
    return decoded.ok ? photoFrom(decoded.value, inspected.value) : decoded
  } catch (error) {
    if (error instanceof RangeError) return failure('out-of-memory', error.message)
    const isGone = error instanceof DOMException && /^Not(Readable|Found)Error$/.test(error.name)
    if (isGone) return failure('file-gone')
    throw error
  }
}

/** Place of the bits of a sample in a PNG file. */
const pngDepthAt = 24

/** The picture for being looked at that a camera put into its raw file, where there is one. */
async function decodePreview(file: Blob, without: Outcome<Photo>): Promise<Outcome<Photo>> {
  const preview = await rawPreview(file).catch(() => undefined)
  const photo = preview === undefined ? without : await decodePhoto(preview)
  if (!photo.ok) return without
  return success({ ...photo.value, notes: [...photo.value.notes, 'raw-preview'] })
}

async function decode(file: Blob, inspected: Inspected, keepsDepth: boolean): Promise<Outcome<Decoded>> {
  const { kind, header } = inspected
  const bytes = new Uint8Array(await file.arrayBuffer())
  // Safari decodes HEIC photos by itself, quicker than anything that is fetched.
  if (isRare(kind) && kind !== 'heic') {
    const own = await decodeRare(bytes, kind, header, keepsDepth)
    // Of variants that are not known here a browser may know some; it turns them upright itself.
    const isUnknown = !own.ok && own.reason === 'tiff'
    return (isUnknown ? await decodeByBrowser(file, { ...header, orientation: 1 }) : undefined) ?? own
  }
  if (structureOf(kind, bytes) !== 'whole') return await decodeDamaged(file, bytes, inspected)
  // Where the browser does not give back faint colours or those of Display P3 as they are, or no colours at all, our own decoders do.
  const isLost =
    (header.mayHaveAlpha ? await straightReader() : await opaqueReader()) === undefined ||
    (header.gamut === 'display-p3' && !(await keepsNumbers()))
  // Chromium 156 stretches the alpha of AVIF files, as if 16 stood for none and 235 for all of it.
  const isStretched = kind === 'avif' && header.mayHaveAlpha
  // It cuts off the lower half of 16 bits instead of rounding them, which is wrong by one for every other alpha.
  const isDeep = kind === 'png' && bytes[pngDepthAt] === 16
  const isCutOff = isDeep && header.mayHaveAlpha
  if (isDeep && keepsDepth) return await decodePng(bytes, header, keepsDepth)
  const own = isLost || isStretched || isCutOff ? await decodeByOurselves(bytes, inspected) : undefined
  // Stretched is better than not at all.
  if (own !== undefined && (own.ok || isLost)) return own
  const decoded = await decodeByBrowser(file, header)
  if (decoded === undefined) return await decodeDamaged(file, bytes, inspected)
  return decoded.ok ? await checked(decoded.value, bytes, inspected) : decoded
}

/** Undefined for kinds, and files of them, that only the browser can decode. */
async function decodeByOurselves(
  bytes: Uint8Array<ArrayBuffer>,
  { kind, header }: Inspected,
): Promise<Outcome<Decoded> | undefined> {
  if (kind === 'png') return await decodePng(bytes, header)
  if (kind === 'webp' && canDecodeWebp(bytes, header)) return await webpDecoder.decode(bytes, header)
  if (kind === 'avif' && canDecodeAvif(bytes, header)) return await avifDecoder.decode(bytes, header)
  return kind === 'bmp' ? decodeBmp(bytes) : undefined
}

/** What there is of a file that its own structure, or the browser, says is damaged. */
async function decodeDamaged(
  file: Blob,
  bytes: Uint8Array<ArrayBuffer>,
  inspected: Inspected,
): Promise<Outcome<Decoded>> {
  const { kind, header } = inspected
  if (kind === 'png') return await decodePng(bytes, header)
  if (kind === 'heic') return await decodeRare(bytes, kind, header)
  const jpeg = kind === 'jpeg' ? await jpegPartly(bytes, header) : undefined
  if (jpeg !== undefined) return jpeg
  const bitmap = await decodePartly(file, inspected)
  if (bitmap === undefined) return failure('damaged')
  const decoded = await decodedOf(bitmap, header, true)
  if (!decoded.ok) return decoded
  // Some browsers fill what is missing with a colour: then nobody knows what is picture and what is not.
  return isOpaque(decoded.value.pixels) ? failure('damaged') : success({ ...decoded.value, isPartial: true })
}

/** The picture as the browser gave it, unless a part of it was made up. */
async function checked(
  decoded: Decoded,
  bytes: Uint8Array<ArrayBuffer>,
  { kind, header }: Inspected,
): Promise<Outcome<Decoded>> {
  // A file without alpha has no transparent pixels: what has is missing.
  if (!header.mayHaveAlpha && !isOpaque(decoded.pixels)) return success({ ...decoded, isPartial: true })
  if ((kind !== 'jpeg' && kind !== 'png') || !endsPlain(decoded, header.orientation)) return success(decoded)
  if (kind === 'png') return (await hasAllPngData(bytes)) ? success(decoded) : await decodePng(bytes, header)
  const rows = jpegRows(bytes, bytes.length)
  return success(rows === undefined || rows.complete === rows.total ? decoded : withRows(decoded, header, rows))
}

function photoFrom(
  { size, pixels, deep, isPartial, colourSpace, notes: ofDecoding = [] }: Decoded,
  { kind, header }: Inspected,
): Outcome<Photo> {
  const hadAlpha = !isOpaque(pixels)
  if (isPartial && isBlank(pixels)) return failure('damaged')
  const notes: PhotoNote[] = [...(header.notes ?? []), ...ofDecoding]
  if (header.animated) notes.push('first-frame-only')
  if (isPartial) notes.push('partly-damaged')
  else if (hadAlpha) notes.push('had-alpha')
  if (colourSpace === 'display-p3') notes.push('display-p3')
  else if (header.gamut !== 'srgb') notes.push('wide-gamut')
  const camera = header.camera === undefined ? {} : { camera: header.camera }
  const { density } = header
  const depth = deep === undefined ? {} : { deep }
  const print = density === undefined ? {} : { density: header.orientation >= 5 ? turned(density) : density }
  return success({ size, type: mediaTypes[kind], notes, pixels, hadAlpha, colourSpace, ...depth, ...camera, ...print })
}

function isOpaque(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false
  return true
}

function isBlank(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 0) return false
  return true
}
