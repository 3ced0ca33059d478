import type { EncodeOptions, WebPModule } from '@jsquash/webp/codec/enc/webp_enc.js'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { rgbaRows } from '#workers/pixels/rgbaRows.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { lackOfWebAssembly } from '#workers/runtime/webAssembly.ts'

/** Sides that the format can state. */
const maxSide = 16_383

export interface WebpSettings {
  /** 0 to 100. */
  quality: number
  isLossless: boolean
}

/**
 * Writes a WebP file by libwebp in WebAssembly. The browser's own encoder takes its pixels from a canvas, which forgets the colours of faint ones;
 * this one gets them straight. Lossy files keep alpha exactly, lossless ones every pixel. Fails with `cannot-encode` for sides beyond the format's, or where it has no memory, and with `webp-needs-webassembly`.
 */
export async function encodeWebp(source: RowSource, settings: WebpSettings): Promise<Outcome<Blob>> {
  const { width, height } = source.size
  if (Math.max(width, height) > maxSide) return failure('cannot-encode', `${width} × ${height}`)
  const lack = lackOfWebAssembly()
  if (lack !== undefined) return failure('webp-needs-webassembly', lack)
  const pixels = new Uint8ClampedArray(width * height * 4)
  rgbaRows(source, 0, pixels)
  const encoder = await loaded()
  try {
    const bytes = encoder.encode(pixels, width, height, optionsOf(settings))
    if (bytes === null || bytes.length === 0) return failure('cannot-encode', 'libwebp')
    // The bytes lie in the memory of the encoder, which the next picture overwrites.
    return success(new Blob([Uint8Array.from(bytes)], { type: 'image/webp' }))
  } catch (error) {
    // An encoder that ran out of memory is of no use any more.
    encoderPromise = undefined
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
      return failure('cannot-encode', error.message)
    throw error
  }
}

let encoderPromise: Promise<WebPModule> | undefined

function loaded(): Promise<WebPModule> {
  encoderPromise ??= load().catch((error: unknown) => {
    encoderPromise = undefined
    throw error
  })
  return encoderPromise
}

async function load(): Promise<WebPModule> {
  const { default: start } = await import('@jsquash/webp/codec/enc/webp_enc_simd.js')
  return await start({ noInitialRun: true })
}

/** libwebp's own defaults (WebPConfigInit), its careful way of turning RGB into YUV, and no change of colours that nobody sees. */
function optionsOf({ quality, isLossless }: WebpSettings): EncodeOptions {
  return {
    quality: isLossless ? losslessEffort : quality,
    lossless: isLossless ? 1 : 0,
    exact: 1,
    alpha_quality: 100,
    alpha_compression: 1,
    alpha_filtering: 1,
    near_lossless: 100,
    use_sharp_yuv: isLossless ? 0 : 1,
    method: 4,
    target_size: 0,
    target_PSNR: 0,
    sns_strength: 50,
    filter_strength: 60,
    filter_sharpness: 0,
    filter_type: 1,
    partitions: 0,
    segments: 4,
    pass: 1,
    show_compressed: 0,
    preprocessing: 0,
    autofilter: 0,
    partition_limit: 0,
    image_hint: 0,
    emulate_jpeg_size: 0,
    thread_level: 0,
    low_memory: 0,
    use_delta_palette: 0,
  }
}

/** In lossless files "quality" is the effort, 0 to 100; from here on it takes far longer for next to nothing. */
const losslessEffort = 70
