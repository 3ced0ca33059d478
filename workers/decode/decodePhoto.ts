import type { ColourSpace, PhotoNote } from '#core/contract.ts'
import { mediaTypes } from '#core/imageKind.ts'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Patch } from './imageHeader.ts'
import { type Inspected, inspect, undecoded } from './inspect.ts'
import { keepsNumbers } from './keepsNumbers.ts'
import { decodePartly } from './partial.ts'
import type { Photo } from './photo.ts'
import { readPixels, readSize } from './readPixels.ts'

/**
 * Opens a photo: by its content, never by its name; refused by its header where it is too large; upright, straight alpha,
 * in Display P3 where the file is, else in sRGB.
 * Runs in a worker. Fails with `empty-file`, `not-an-image`, `unsupported-image`, `too-many-pixels`, `damaged`, `heic`, `tiff`, `file-gone` or `out-of-memory`.
 */
export async function decodePhoto(file: Blob): Promise<Outcome<Photo>> {
  const inspected = await inspect(file)
  if (!inspected.ok) return inspected
  let decoded: Decoded | undefined
  try {
    decoded = await decode(file, inspected.value)
    if (decoded === undefined) return failure(undecoded(inspected.value.kind))
    if (!isWithinLimits(decoded.bitmap)) return failure('too-many-pixels')
    return await photoFrom(decoded, inspected.value)
  } catch (error) {
    if (error instanceof RangeError) return failure('out-of-memory', error.message)
    const isGone = error instanceof DOMException && /^Not(Readable|Found)Error$/.test(error.name)
    if (isGone) return failure('file-gone')
    throw error
  } finally {
    decoded?.bitmap.close()
  }
}

interface Decoded {
  bitmap: ImageBitmap
  isPartial: boolean
  colourSpace: ColourSpace
}

async function decode(file: Blob, inspected: Inspected): Promise<Decoded | undefined> {
  const { header } = inspected
  const plain = header.patch === undefined ? file : patched(file, header.patch)
  try {
    const premultiplyAlpha = header.mayHaveAlpha ? 'none' : 'default'
    // The numbers of a Display P3 file are what we want: unconverted.
    const isP3 = header.gamut === 'display-p3' && (await keepsNumbers())
    const colorSpaceConversion = isP3 ? 'none' : 'default'
    const bitmap = await createImageBitmap(plain, { premultiplyAlpha, colorSpaceConversion })
    return { bitmap, isPartial: false, colourSpace: isP3 ? 'display-p3' : 'srgb' }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    // The browser found the picture sound but had no room for it.
    if (/allocat/i.test(error.message)) throw new RangeError(error.message)
  }
  const bitmap = await decodePartly(plain, inspected)
  return bitmap && { bitmap, isPartial: true, colourSpace: 'srgb' }
}

async function photoFrom(decoded: Decoded, { kind, header }: Inspected): Promise<Outcome<Photo>> {
  const { bitmap, isPartial, colourSpace } = decoded
  const pixels = await readPixels(bitmap, header.orientation, header.mayHaveAlpha || isPartial)
  const hadAlpha = !isOpaque(pixels)
  if (isPartial && isBlank(pixels)) return failure('damaged')
  const notes: PhotoNote[] = []
  if (header.animated) notes.push('first-frame-only')
  if (isPartial) notes.push('partly-damaged')
  else if (hadAlpha) notes.push('had-alpha')
  if (colourSpace === 'display-p3') notes.push('display-p3')
  else if (header.gamut !== 'srgb') notes.push('wide-gamut')
  const size = readSize(bitmap, header.orientation)
  const camera = header.camera === undefined ? {} : { camera: header.camera }
  return success({ size, type: mediaTypes[kind], notes, pixels, hadAlpha, colourSpace, ...camera })
}

/** The file with some bytes replaced; the rest is not copied. */
function patched(file: Blob, { at, bytes }: Patch): Blob {
  return new Blob([file.slice(0, at), bytes, file.slice(at + bytes.length)], { type: file.type })
}

function isOpaque(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false
  return true
}

function isBlank(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 0) return false
  return true
}
