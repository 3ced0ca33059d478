/** Soft intersection over union of two masks of one size, one byte a pixel: 1 where they are the same; two empty ones are. */
export function overlap(one: Uint8Array, other: Uint8Array): number {
  let [both, either] = [0, 0]
  for (let at = 0; at < one.length; at++) {
    const [first, second] = [one[at] ?? 0, other[at] ?? 0]
    both += Math.min(first, second)
    either += Math.max(first, second)
  }
  return either === 0 ? 1 : both / either
}
