import { lemur } from '#tests/bench/scenes/truths.ts'
import type { Report } from '#tools/benchContract.ts'
import { matte } from '#workers/pixels/alphaMatting/matte.ts'
import { trimapFromMask } from '#workers/pixels/alphaMatting/trimap.ts'

/** Finds the lemur's alpha from its trimap (240, 10 and 10 pixels, made from the true alpha): mean error over the unknown pixels, alpha 0 to 1. */
export async function measureMatting(report: Report): Promise<void> {
  const { photo, alpha } = lemur()
  const { width, height } = alpha
  const trimap = trimapFromMask({
    width,
    height,
    data: Uint8Array.from(alpha.data, (value) => Math.round(value * 255)),
  })
  const found = await matte(photo, trimap)
  let [sum, count] = [0, 0]
  for (let i = 0; i < found.data.length; i++) {
    if (trimap.data[i] !== 128) continue
    sum += Math.abs((found.data[i] ?? 0) / 255 - (alpha.data[i] ?? 0))
    count++
  }
  report('matting-band-mae:lemur', sum / count, 'alpha')
}
