/** The alpha of straight RGBA, one byte a pixel. */
export function alphaOf(pixels: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const alpha = new Uint8Array(pixels.length / 4)
  for (let index = 0; index < alpha.length; index += 1) alpha[index] = pixels[index * 4 + 3] ?? 0
  return alpha
}
