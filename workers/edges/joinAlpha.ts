import type { ExistingAlpha } from '#core/edges.ts'
import { joinedAlpha } from '#workers/pixels/joinedAlpha.ts'

/**
 * The cutout's alpha, of the mask and the alpha that the photo had, one byte a pixel.
 * @param pixels straight RGBA of the photo
 * @returns the mask itself where nothing had to be joined
 */
export function joinAlpha(mask: Uint8Array, pixels: Uint8ClampedArray, existing: ExistingAlpha): Uint8Array {
  if (existing === 'ignore') return mask
  const joined = new Uint8Array(mask.length)
  for (let i = 0; i < joined.length; i++) {
    const own = pixels[i * 4 + 3] ?? 0
    joined[i] = existing === 'keep' ? own : joinedAlpha(own, mask[i] ?? 0)
  }
  return joined
}
