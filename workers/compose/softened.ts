import type { Size } from '#core/geometry.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { featherMask } from '#workers/pixels/mask/feather.ts'

/** A wider blur than this, in pixels, is made on a smaller copy: nothing finer is left of it. */
const widest = 8

/** A mask blurred by a Gaussian of this sigma in pixels, of any width. */
export function softened(data: Uint8Array, size: Size, sigma: number): Uint8Array {
  if (sigma <= widest) return featherMask({ ...size, data }, Math.max(0.5, sigma)).data
  const scale = widest / sigma
  const small = {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  }
  return enlarged(featherMask(reduceMask({ ...size, data }, small), widest).data, small, size)
}

/** The mask in a larger size, by straight lines between its pixels. */
function enlarged(data: Uint8Array, from: Size, to: Size): Uint8Array {
  const result = new Uint8Array(to.width * to.height)
  const across = places(from.width, to.width)
  const down = places(from.height, to.height)
  for (let y = 0, at = 0; y < to.height; y += 1) {
    const [above, below, low] = [down.first[y] ?? 0, down.next[y] ?? 0, down.share[y] ?? 0]
    for (let x = 0; x < to.width; x += 1, at += 1) {
      const [left, right, share] = [across.first[x] ?? 0, across.next[x] ?? 0, across.share[x] ?? 0]
      const upper = mix(data[above * from.width + left] ?? 0, data[above * from.width + right] ?? 0, share)
      const lower = mix(data[below * from.width + left] ?? 0, data[below * from.width + right] ?? 0, share)
      result[at] = mix(upper, lower, low) + 0.5
    }
  }
  return result
}

function mix(one: number, other: number, share: number): number {
  return one + share * (other - one)
}

/** For each new place: the two old ones it lies between, and how near it is to the second. */
function places(from: number, to: number) {
  const first = new Int32Array(to)
  const next = new Int32Array(to)
  const share = new Float32Array(to)
  for (let at = 0; at < to; at += 1) {
    const place = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5))
    first[at] = Math.floor(place)
    next[at] = Math.min(from - 1, Math.floor(place) + 1)
    share[at] = place - Math.floor(place)
  }
  return { first, next, share }
}
