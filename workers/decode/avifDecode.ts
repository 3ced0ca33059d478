import type { ImageHeader } from './imageHeader.ts'
import { OwnDecoder } from './ownDecoder.ts'

/** Bytes within which the properties of a picture stand. */
const headBytes = 65_536

/** Whether our own decoder can take the place of the browser's: one picture that is not turned, which it would leave undone, and numbers that mean sRGB or Display P3. */
export function canDecodeAvif(file: Uint8Array<ArrayBuffer>, { animated, gamut }: ImageHeader): boolean {
  const head = new TextDecoder('latin1').decode(file.subarray(0, headBytes))
  return !animated && gamut !== 'wide' && !/irot|imir/.test(head)
}

const bitsOfChannel = 8

/** Decodes still AVIF files by libavif. */
export const avifDecoder = new OwnDecoder('libavif', async () => {
  const { default: start } = await import('@jsquash/avif/codec/dec/avif_dec.js')
  const decoder = await start({ noInitialRun: true })
  return { decode: (file) => decoder.decode(file, bitsOfChannel) }
})
