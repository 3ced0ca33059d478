import { drawnTruths, lemur, type Truth } from '#tests/bench/scenes/truths.ts'
import type { Report } from '#tools/benchContract.ts'
import { matte } from '#workers/pixels/alphaMatting/matte.ts'
import { trimapFromMask } from '#workers/pixels/alphaMatting/trimap.ts'
import { resizeMask, resizeToPlanes } from '#workers/pixels/resize/resize.ts'

/** A network's mask is made at about this share of the photo's size, and raised again: that is what matting has to better. */
const coarse = 4

/**
 * Alpha matting against the plain mask on every picture whose true alpha is soft: mean error over the unknown pixels (240, 10 and 10 pixels around the
 * mask's edge), alpha 0 to 1. The plain mask is the true alpha as a network at a quarter of the size would see it, raised to the photo.
 */
export async function measureMatting(report: Report): Promise<void> {
  for (const truth of [lemur(), ...drawnTruths()]) {
    const { name, photo, alpha } = truth
    const plain = plainMask(truth)
    // The lemur's trimap has always been made from its true alpha, and the figure compares with what others publish.
    const seen = name === 'lemur' ? Uint8Array.from(alpha.data, (value) => Math.round(value * 255)) : plain
    const trimap = trimapFromMask({ width: alpha.width, height: alpha.height, data: seen })
    const found = await matte(photo, trimap)
    const error = (mask: Uint8Array) => bandError(mask, alpha.data, trimap.data)
    const [ofMatting, ofPlain] = [error(found.data), error(plain)]
    report(`matting-band-mae:${name}`, ofMatting, 'alpha')
    report(`plain-band-mae:${name}`, ofPlain, 'alpha')
    report(`matting-to-plain-ratio:${name}`, ofMatting / ofPlain, 'ratio')
  }
}

function plainMask({ alpha: { width, height, data } }: Truth): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (const [i, value] of data.entries()) rgba[4 * i] = Math.round(value * 255)
  const small = { width: Math.round(width / coarse), height: Math.round(height / coarse) }
  const area = small.width * small.height
  return resizeMask(
    { ...small, data: resizeToPlanes({ width, height, data: rgba }, small).subarray(0, area) },
    { width, height },
  )
}

function bandError(mask: Uint8Array, truth: Float32Array, trimap: Uint8Array): number {
  let [sum, count] = [0, 0]
  for (const [i, value] of mask.entries()) {
    if (trimap[i] !== 128) continue
    sum += Math.abs(value / 255 - (truth[i] ?? 0))
    count++
  }
  return sum / count
}
