import type { WebPModule } from '@jsquash/webp/codec/dec/webp_dec.js'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from './bytes.ts'
import type { Decoded } from './decoded.ts'
import type { ImageHeader } from './imageHeader.ts'
import { placeTile, uprightSize } from './orientation.ts'

/** Whether our own decoder can take the place of the browser's: one picture, and numbers that mean sRGB or Display P3. */
export function canDecodeWebp(file: Uint8Array<ArrayBuffer>, { animated, gamut }: ImageHeader): boolean {
  const bytes = new Bytes(file)
  const isExtended = bytes.text(12, 4) === 'VP8X'
  const profileFlag = 0x20
  return !animated && (gamut === 'display-p3' || !isExtended || (bytes.u8(20) & profileFlag) === 0)
}

/** Decodes a still WebP file by libwebp in WebAssembly: every colour as it stands in the file, however faint. Fails with `damaged`. */
export async function decodeWebp(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
  const decoder = await loaded()
  const image = decodeBy(decoder, file)
  if (image === undefined) return failure('damaged', 'libwebp')
  const { width, height } = image
  const upright = new Uint32Array(width * height)
  const stored = new Uint32Array(image.data.buffer, image.data.byteOffset, width * height)
  placeTile(upright, image, header.orientation, stored, { x: 0, y: 0, width, height })
  return success({
    size: uprightSize(image, header.orientation),
    pixels: new Uint8ClampedArray(upright.buffer),
    isPartial: false,
    colourSpace: header.gamut === 'display-p3' ? 'display-p3' : 'srgb',
  })
}

function decodeBy(decoder: WebPModule, file: Uint8Array<ArrayBuffer>): ImageData | undefined {
  try {
    return decoder.decode(file) ?? undefined
  } catch (error) {
    // A decoder that ran out of memory is of no use any more.
    decoderPromise = undefined
    if (error instanceof WebAssembly.RuntimeError) throw new RangeError(error.message)
    throw error
  }
}

let decoderPromise: Promise<WebPModule> | undefined

function loaded(): Promise<WebPModule> {
  decoderPromise ??= load().catch((error: unknown) => {
    decoderPromise = undefined
    throw error
  })
  return decoderPromise
}

async function load(): Promise<WebPModule> {
  const { default: start } = await import('@jsquash/webp/codec/dec/webp_dec.js')
  return await start({ noInitialRun: true })
}
