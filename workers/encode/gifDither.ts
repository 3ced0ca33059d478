import { type GifPalette, seenFrom } from './gifPalette.ts'

/**
 * The palette index of each pixel. With dithering, what a pixel's colour lacks is handed on to its neighbours (Floyd and Steinberg 1976),
 * to and fro from row to row, so that no pattern runs to one side. Pixels that are not seen get 0 and take part in nothing.
 */
export function dithered(pixels: Uint8Array, width: number, palette: GifPalette, isDithered: boolean): Uint8Array {
  const indices = new Uint8Array(pixels.length / 4)
  const height = indices.length / width
  // Three channels a pixel, with a pixel of room on both sides.
  let here = new Float32Array((width + 2) * 3)
  let below = new Float32Array((width + 2) * 3)
  for (let y = 0; y < height; y += 1) {
    const step = y % 2 === 0 ? 1 : -1
    for (let n = 0, x = step > 0 ? 0 : width - 1; n < width; n += 1, x += step) {
      const index = y * width + x
      if ((pixels[index * 4 + 3] ?? 0) < seenFrom) continue
      const place = (x + 1) * 3
      const wanted = (channel: number) => clamped((pixels[index * 4 + channel] ?? 0) + (here[place + channel] ?? 0))
      const colour: [number, number, number] = [wanted(0), wanted(1), wanted(2)]
      const chosen = palette.nearest(...colour)
      indices[index] = chosen
      if (isDithered) handOn(colour, palette.colours[chosen] ?? colour, here, below, place, step * 3)
    }
    ;[here, below] = [below, here]
    below.fill(0)
  }
  return indices
}

function handOn(
  wanted: readonly number[],
  given: readonly number[],
  here: Float32Array,
  below: Float32Array,
  place: number,
  step: number,
): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const error = ((wanted[channel] ?? 0) - (given[channel] ?? 0)) / 16
    const at = place + channel
    here[at + step] = (here[at + step] ?? 0) + error * 7
    below[at - step] = (below[at - step] ?? 0) + error * 3
    below[at] = (below[at] ?? 0) + error * 5
    below[at + step] = (below[at + step] ?? 0) + error
  }
}

function clamped(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}
