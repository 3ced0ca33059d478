import type { Size } from '#core/geometry.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { featherMask } from '#workers/pixels/mask/feather.ts'
import { resizeMask } from '#workers/pixels/resize/resize.ts'

/** A wider blur than this, in pixels, is made on a smaller copy: nothing finer is left of it. */
const widest = 8

/** A mask blurred by a Gaussian of this sigma in pixels, of any width; its memory is the caller's. */
export function softened(data: Uint8Array, size: Size, sigma: number): Uint8Array {
  if (sigma <= widest) return featherMask({ ...size, data }, Math.max(0.5, sigma)).data
  const scale = widest / sigma
  const small = {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  }
  const soft = featherMask(reduceMask({ ...size, data }, small), widest).data
  return resizeMask({ ...small, data: Float32Array.from(soft, (value) => value / 255) }, size)
}
