import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { inOurColours } from '#workers/decode/profiled.ts'
import { rgba, unmultiplied, withoutInk } from '#workers/decode/rgba.ts'
import { type Jp2Layout, type Jp2Samples, jp2Layout, jp2Samples } from './jp2Header.ts'
import { openJpegPixels } from './openJpeg.ts'

/** Numbers of the colours that can be brought into sRGB: inks, sRGB, grey, light and colour apart. */
const [inks, sRgb, grey, apart] = [12, 16, 17, 18]

/**
 * Decodes a JPEG 2000 file by OpenJPEG: grey, colours, with alpha or with coarser colours, inks without a profile plainly. Fails with `unsupported-image` for
 * others, with `damaged`, and with `runtime-missing` where OpenJPEG cannot be fetched. Throws a RangeError where it has no memory.
 */
export async function decodeJp2(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
  const bytes = new Bytes(file)
  const layout = jp2Layout(bytes)
  const samples = layout && jp2Samples(bytes, layout.coded)
  if (bytes.ranOut) return failure('damaged', 'header')
  if (layout === undefined || samples === undefined) return failure('damaged', 'no picture')
  if (!isKnown(layout, samples)) return failure('unsupported-image', 'jp2')
  const found = await openJpegPixels(file)
  if (!found.ok) return found
  const { size } = header
  if (found.value.length !== size.width * size.height * 4) return failure('damaged', 'openjpeg')
  const pixels = new Uint32Array(found.value.buffer)
  const isInk = layout.colours === inks
  if (isInk) withoutInks(pixels)
  else separateAlpha(pixels, layout.channels)
  const decoded = { size, isPartial: false, ...(await inOurColours(pixels, size, header)) }
  return success(isInk ? { ...decoded, notes: ['plain-cmyk'] } : decoded)
}

function isKnown({ colours = sRgb }: Jp2Layout, { components, bits, isSigned, sampling }: Jp2Samples): boolean {
  if (isSigned || bits > 16 || components > 4 || sampling === 'other') return false
  return colours === inks ? components === 4 : [sRgb, grey, apart].includes(colours)
}

/** Inks, from none to all of it, as the light that they leave. */
function withoutInks(pixels: Uint32Array): void {
  for (const [at, pixel] of pixels.entries()) {
    const left = (shift: number) => withoutInk((pixel >>> shift) & 255, pixel >>> 24)
    pixels[at] = rgba(left(0), left(8), left(16), 255)
  }
}

/** Colours without the alpha that was multiplied in; opaque where the file says that none of its channels is alpha. */
function separateAlpha(pixels: Uint32Array, channels: readonly number[] | undefined): void {
  if (channels === undefined || (channels.includes(1) && !channels.includes(2))) return
  const isMultiplied = channels.includes(2)
  for (const [at, pixel] of pixels.entries()) {
    const alpha = pixel >>> 24
    if (alpha === 255) continue
    const part = (shift: number) => unmultiplied((pixel >>> shift) & 255, alpha)
    pixels[at] = isMultiplied ? rgba(part(0), part(8), part(16), alpha) : (pixel | 0xff_00_00_00) >>> 0
  }
}
