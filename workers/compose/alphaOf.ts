import { wordsOf } from '#workers/pixels/words.ts'

/** The alpha of straight RGBA, one byte a pixel. */
export function alphaOf(pixels: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const words = wordsOf(pixels)
  const alpha = new Uint8Array(words.length)
  for (let index = 0; index < alpha.length; index += 1) alpha[index] = (words[index] ?? 0) >>> 24
  return alpha
}
