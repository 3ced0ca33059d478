import type { AVIFModule, EncodeOptions } from '@jsquash/avif/codec/enc/avif_enc.js'
import type { ColourSpace } from '#core/cut.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { rgbaRows } from '#workers/pixels/rgbaRows.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { lackOfWebAssembly } from '#workers/runtime/webAssembly.ts'
import { withAvifColours } from './avifColours.ts'

/** Sides that the encoder takes. */
const maxSide = 65_535

/** From this area on a person would wait for minutes: the encoder looks less carefully, for files that are a tenth larger. */
const quickPixels = 1_500_000

/**
 * Writes an AVIF file by libavif and libaom in WebAssembly: colours by the quality (0 to 100) and in full resolution, alpha exactly. Fails with `cannot-encode` for
 * sides beyond the format's, or where there is no memory, and with `avif-needs-webassembly`.
 */
export async function encodeAvif(source: RowSource, quality: number, colourSpace: ColourSpace): Promise<Outcome<Blob>> {
  const { width, height } = source.size
  if (Math.max(width, height) > maxSide) return failure('cannot-encode', `${width} × ${height}`)
  const lack = lackOfWebAssembly()
  if (lack !== undefined) return failure('avif-needs-webassembly', lack)
  const pixels = new Uint8ClampedArray(width * height * 4)
  rgbaRows(source, 0, pixels)
  const encoder = await loaded()
  try {
    const options = { ...usual, quality, speed: width * height > quickPixels ? 9 : 8 }
    const bytes = encoder.encode(pixels, width, height, options)
    if (bytes === null || bytes.length === 0) return failure('cannot-encode', 'libavif')
    // The bytes lie in the memory of the encoder, which the next picture overwrites.
    const file = withAvifColours(Uint8Array.from(bytes), colourSpace)
    return success(new Blob([file], { type: 'image/avif' }))
  } catch (error) {
    // An encoder that ran out of memory is of no use any more.
    encoderPromise = undefined
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
      return failure('cannot-encode', error.message)
    throw error
  }
}

let encoderPromise: Promise<AVIFModule> | undefined

function loaded(): Promise<AVIFModule> {
  encoderPromise ??= load().catch((error: unknown) => {
    encoderPromise = undefined
    throw error
  })
  return encoderPromise
}

async function load(): Promise<AVIFModule> {
  const { default: start } = await import('@jsquash/avif/codec/enc/avif_enc.js')
  return await start({ noInitialRun: true })
}

/** As libavif has it, but for alpha without loss and colours at every pixel (YUV 4:4:4): edges before a backdrop depend on both. */
const usual: Omit<EncodeOptions, 'quality' | 'speed'> = {
  qualityAlpha: 100,
  subsample: 3,
  bitDepth: 8,
  denoiseLevel: 0,
  tileRowsLog2: 0,
  tileColsLog2: 0,
  chromaDeltaQ: false,
  sharpness: 0,
  enableSharpYUV: false,
  tune: 0,
}
