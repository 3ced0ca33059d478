import type { FloatRaster } from '#workers/pixels/raster.ts'

/** The pixels that an edge touches: where the true alpha is neither 0 nor 1, or where plain interpolation blurs. */
export function transitionBand(truth: FloatRaster, bilinear: FloatRaster): Uint8Array {
  return Uint8Array.from(truth.data, (alpha, i) => {
    const blurred = bilinear.data[i] ?? 0
    return Number((alpha > 0.004 && alpha < 0.996) || (blurred > 0.02 && blurred < 0.98))
  })
}

/** Mean absolute error over the band, alpha 0 to 1. */
export function bandError(found: FloatRaster, truth: FloatRaster, band: Uint8Array): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < band.length; i++) {
    if (band[i] !== 1) continue
    sum += Math.abs((found.data[i] ?? 0) - (truth.data[i] ?? 0))
    count++
  }
  return sum / count
}

/** Mean length of the difference between the gradients over the band. */
export function gradientError(found: FloatRaster, truth: FloatRaster, band: Uint8Array): number {
  const { width, height } = truth
  let [sum, count] = [0, 0]
  for (let y = 1; y < height; y++) {
    for (let x = 1, i = y * width + 1; x < width; x++, i++) {
      if (band[i] !== 1) continue
      const miss = (at: number) => (found.data[at] ?? 0) - (truth.data[at] ?? 0)
      sum += Math.hypot(miss(i) - miss(i - 1), miss(i) - miss(i - width))
      count++
    }
  }
  return sum / count
}
