import { Bytes } from './bytes.ts'
import type { ImageHeader } from './imageHeader.ts'
import { OwnDecoder } from './ownDecoder.ts'

/** Whether our own decoder can take the place of the browser's: one picture, and numbers that mean sRGB or Display P3. */
export function canDecodeWebp(file: Uint8Array<ArrayBuffer>, { animated, gamut }: ImageHeader): boolean {
  const bytes = new Bytes(file)
  const isExtended = bytes.text(12, 4) === 'VP8X'
  const profileFlag = 0x20
  return !animated && (gamut === 'display-p3' || !isExtended || (bytes.u8(20) & profileFlag) === 0)
}

/** Decodes still WebP files by libwebp. */
export const webpDecoder = new OwnDecoder('libwebp', async () => {
  const { default: start } = await import('@jsquash/webp/codec/dec/webp_dec.js')
  return await start({ noInitialRun: true })
})
