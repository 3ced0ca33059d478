import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { inOurColours } from '#workers/decode/profiled.ts'
import { rgba } from '#workers/decode/rgba.ts'
import { componentsOf, hasFullSamples, jp2Layout } from './jp2Header.ts'

/** Colours whose numbers mean light: sRGB and grey. */
const knownColours = new Set([16, 17])

/**
 * Decodes a JPEG 2000 file of one or three components by OpenJPEG. Fails with `unsupported-image` for others (alpha, ink, coarser colours), with `damaged`,
 * and with `runtime-missing` where OpenJPEG cannot be fetched. Throws a RangeError where it has no memory.
 */
export async function decodeJp2(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
  const bytes = new Bytes(file)
  const layout = jp2Layout(bytes)
  if (layout === undefined) return failure('damaged', 'no picture')
  const isKnown = [1, 3].includes(componentsOf(bytes, layout.coded)) && hasFullSamples(bytes, layout.coded)
  if (bytes.ranOut) return failure('damaged', 'header')
  if (!isKnown || !knownColours.has(layout.colours ?? 16)) return failure('unsupported-image', 'jp2')
  const library = await openJpeg().catch(() => undefined)
  if (library === undefined) return failure('runtime-missing', 'openjpeg')
  // One a photo: its heap never shrinks, and it cannot be trusted after an error.
  const decoder = new library.J2KDecoder()
  try {
    decoder.getEncodedBuffer(file.length).set(file)
    decoder.decode()
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw new RangeError(error.message)
    return failure('damaged', 'openjpeg')
  }
  const frame = decoder.getFrameInfo()
  const { width, height, bitsPerSample, componentCount, isSigned } = frame
  const samples = decoder.getDecodedBuffer()
  const step = bitsPerSample > 8 ? 2 : 1
  const isWhole = isWithinLimits(frame) && width > 0 && samples.length >= width * height * componentCount * step
  if (!isWhole || (width !== header.size.width && height !== header.size.height)) return failure('damaged', 'openjpeg')
  if (isSigned || bitsPerSample > 16) return failure('unsupported-image', 'jp2')
  const pixels = new Uint32Array(width * height)
  const top = 2 ** bitsPerSample - 1
  const sample = (index: number) => {
    const value = step === 1 ? (samples[index] ?? 0) : (samples[2 * index] ?? 0) | ((samples[2 * index + 1] ?? 0) << 8)
    return bitsPerSample === 8 ? value : Math.round((value * 255) / top)
  }
  const further = componentCount === 3 ? 1 : 0
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += componentCount)
    pixels[at] = rgba(sample(from), sample(from + further), sample(from + 2 * further), 255)
  const size = { width, height }
  return success({ size, isPartial: false, ...(await inOurColours(pixels, size, header)) })
}

/** OpenJPEG in WebAssembly, started anew; its files are fetched with the first JPEG 2000 photo, and lie in the browser's store from then on. */
async function openJpeg(): Promise<OpenJpeg> {
  const { default: start } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs')
  const response = await fetch(new URL('@cornerstonejs/codec-openjpeg/decodewasm', import.meta.url))
  if (!response.ok) throw new TypeError(`openjpeg: ${response.status}`)
  const quiet = () => {}
  return await start({ wasmBinary: await response.arrayBuffer(), print: quiet, printErr: quiet })
}
