import type { heif_image, heif_image_handle } from 'libheif-js/libheif-wasm/libheif.js'
import { z } from 'zod/mini'
import type { Size } from '#core/geometry.ts'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { inOurColours } from '#workers/decode/profiled.ts'
import { rgba, unmultiplied } from '#workers/decode/rgba.ts'
import { forgetLibheif, isSwollen, type Libheif, libheif } from './libheif.ts'

/** What libheif gives: pixels lie in its heap, rows `stride` bytes apart. */
const image = z.object({
  image: z.unknown(),
  channels: z.array(
    z.object({ width: z.number(), height: z.number(), stride: z.number(), data: z.instanceof(Uint8Array) }),
  ),
})

interface Picture {
  size: Size
  pixels: Uint32Array<ArrayBuffer>
}

/**
 * Decodes the main picture of a HEIC or HEIF file by libheif: upright, as the file says, with its alpha. Fails with `heic` where it is packed in a way that
 * libheif has no decoder for, with `damaged`, and with `runtime-missing` where libheif cannot be fetched. Throws a RangeError where it has no memory.
 */
export async function decodeHeic(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
  const library = await libheif().catch(() => undefined)
  if (library === undefined) return failure('runtime-missing', 'libheif')
  try {
    const picture = pictureIn(library, file)
    if (!picture.ok) return picture
    const { size, pixels } = picture.value
    return success({ size, isPartial: false, ...(await inOurColours(pixels, size, header)) })
  } catch (error) {
    // One that ran out of memory is of no use any more.
    forgetLibheif()
    if (error instanceof WebAssembly.RuntimeError) throw new RangeError(error.message)
    throw error
  } finally {
    if (isSwollen(library)) forgetLibheif()
  }
}

function pictureIn(library: Libheif, file: Uint8Array): Outcome<Picture> {
  const context = library.heif_context_alloc()
  try {
    const { code, message } = library.heif_context_read_from_memory(context, file)
    if (code !== library.heif_error_code.heif_error_Ok) return failureOf(library, { code, message })
    const handle = library.heif_js_context_get_primary_image_handle(context)
    if (handle.code !== undefined) return failureOf(library, handle)
    try {
      return decoded(library, handle)
    } finally {
      library.heif_image_handle_release(handle)
    }
  } finally {
    library.heif_context_free(context)
  }
}

function decoded(library: Libheif, handle: heif_image_handle): Outcome<Picture> {
  const stated = {
    width: library.heif_image_handle_get_width(handle),
    height: library.heif_image_handle_get_height(handle),
  }
  if (!isWithinLimits(stated)) return failure('too-many-pixels')
  const { heif_colorspace_RGB: space } = library.heif_colorspace
  const result = library.heif_js_decode_image2(handle, space, library.heif_chroma.heif_chroma_interleaved_RGBA)
  if (result.code !== undefined) return failureOf(library, result)
  const { image: held, channels } = image.parse(result)
  try {
    const [all] = channels
    if (all === undefined || !isWithinLimits(all)) return failure('damaged', 'libheif')
    const { width, height, stride, data } = all
    const pixels = new Uint32Array(width * height)
    const bytes = new Uint8Array(pixels.buffer)
    for (let y = 0; y < height; y += 1) bytes.set(data.subarray(y * stride, y * stride + width * 4), y * width * 4)
    if (library.heif_image_handle_is_premultiplied_alpha(handle) !== 0) unmultiply(pixels)
    return success({ size: { width, height }, pixels })
  } finally {
    library.heif_image_release(held as heif_image)
  }
}

function unmultiply(pixels: Uint32Array): void {
  for (const [at, pixel] of pixels.entries()) {
    const alpha = pixel >>> 24
    const part = (shift: number) => unmultiplied((pixel >>> shift) & 255, alpha)
    if (alpha < 255) pixels[at] = rgba(part(0), part(8), part(16), alpha)
  }
}

/** libheif's words for what went wrong, as a reason of ours. */
function failureOf(
  { heif_error_code: codes }: Libheif,
  { code, message }: { code: unknown; message: unknown },
): Outcome<never> {
  if (code === codes.heif_error_Memory_allocation_error) throw new RangeError(String(message))
  const isVariant = code === codes.heif_error_Unsupported_feature || code === codes.heif_error_Unsupported_filetype
  return failure(isVariant ? 'heic' : 'damaged', String(message))
}
