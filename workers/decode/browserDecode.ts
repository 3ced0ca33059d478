import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Decoded } from './decoded.ts'
import type { ImageHeader, Patch } from './imageHeader.ts'
import { keepsNumbers } from './keepsNumbers.ts'
import { readPixels, readSize } from './readPixels.ts'

/**
 * Decodes by the browser: straight alpha, turned upright. The numbers of a Display P3 file are kept as they are where the browser keeps them.
 * Undefined where the browser refuses the file. Fails with `too-many-pixels`, or with `pixels-changed` where the browser gives back other pixels than it decoded.
 */
export async function decodeByBrowser(file: Blob, header: ImageHeader): Promise<Outcome<Decoded> | undefined> {
  const { patch, unprofiled, mayHaveAlpha } = header
  const isP3 = header.gamut === 'display-p3'
  const isKept = isP3 && (await keepsNumbers())
  // A browser that always converts to sRGB takes a file without a profile for sRGB.
  const isHidden = isP3 && !isKept && unprofiled !== undefined
  const bitmap = await bitmapOf(patched(file, ...present(patch, isHidden ? unprofiled : undefined)), {
    premultiplyAlpha: mayHaveAlpha ? 'none' : 'default',
    colorSpaceConversion: isKept ? 'none' : 'default',
  })
  if (bitmap === undefined) return undefined
  const decoded = await decodedOf(bitmap, header, mayHaveAlpha)
  return decoded.ok && (isKept || isHidden) ? success({ ...decoded.value, colourSpace: 'display-p3' }) : decoded
}

/** Reads a bitmap and closes it. */
export async function decodedOf(
  bitmap: ImageBitmap,
  { orientation }: ImageHeader,
  mayHaveAlpha: boolean,
): Promise<Outcome<Decoded>> {
  try {
    if (!isWithinLimits(bitmap)) return failure('too-many-pixels')
    const pixels = await readPixels(bitmap, orientation, mayHaveAlpha)
    if (pixels === undefined) return failure('pixels-changed')
    return success({ size: readSize(bitmap, orientation), pixels, isPartial: false, colourSpace: 'srgb' })
  } finally {
    bitmap.close()
  }
}

async function bitmapOf(file: Blob, options: ImageBitmapOptions): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file, options)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    // The browser found the picture sound but had no room for it.
    if (/allocat/i.test(error.message)) throw new RangeError(error.message)
    return undefined
  }
}

/** The file with some bytes replaced; the rest is not copied. */
function patched(file: Blob, ...patches: readonly Patch[]): Blob {
  return patches.reduce(
    (all, { at, bytes }) => new Blob([all.slice(0, at), bytes, all.slice(at + bytes.length)], { type: file.type }),
    file,
  )
}

function present<T>(...values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined)
}
