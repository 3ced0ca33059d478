import type { RgbaRaster } from './raster.ts'

/** RGBA bytes as one number a pixel, in the same memory: alpha is its highest byte, as processors that run browsers count. They begin at a multiple of 4 bytes, as all pictures do. */
export function wordsOf({ buffer, byteOffset, byteLength }: RgbaRaster['data']): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4)
}
