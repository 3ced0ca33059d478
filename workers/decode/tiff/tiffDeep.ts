import type { Rect } from '#core/geometry.ts'
import { topOf } from './samples.ts'
import type { TiffPicture } from './tiffPicture.ts'

/** RGBA of 16 bits a sample of a stored picture, filled row by row. */
export interface DeepPicture {
  samples: Uint16Array<ArrayBuffer>
  /** Puts a row of samples, `step` a pixel, straight, as `sampleReader` gives them, to where it lies. */
  place(line: Uint16Array, step: number, row: Rect): void
}

/** Undefined where a picture has fewer bits, or colours that are neither light nor a grey. */
export function deepPicture(picture: TiffPicture): DeepPicture | undefined {
  const { colours, alpha, size } = picture
  const isLight = colours === 'rgb' || colours === 'grey' || colours === 'whiteIsZero'
  if (!isLight || topOf(picture) !== 65_535) return undefined
  const samples = new Uint16Array(size.width * size.height * 4)
  const flip = colours === 'whiteIsZero' ? 65_535 : 0
  const [green, blue, opacity] = colours === 'rgb' ? [1, 2, 3] : [0, 0, 1]
  return {
    samples,
    place(line, step, { x, y, width }) {
      let to = (y * size.width + x) * 4
      for (let from = 0; from < width * step; from += step, to += 4) {
        samples[to] = Math.abs(flip - (line[from] ?? 0))
        samples[to + 1] = Math.abs(flip - (line[from + green] ?? 0))
        samples[to + 2] = Math.abs(flip - (line[from + blue] ?? 0))
        samples[to + 3] = alpha === 'none' ? 65_535 : (line[from + opacity] ?? 0)
      }
    },
  }
}
