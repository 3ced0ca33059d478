import { differenceAt, magnitude } from './difference.ts'
import type { Rgba } from './reduced.ts'
import { type Surface, sampleGrid } from './surface.ts'

/** How far full-size backdrop pixels scatter about the surface. */
export interface Noise {
  /** The value that 9 of 10 backdrop pixels stay under, in colour levels: the last tenth holds rims of shadows and subject. */
  overall: number
  /** On the surface's grid: 1 where the backdrop is as noisy as overall, less (down to 1/3) where it is noisier. */
  calm: Float32Array
}

/** Cells on each side of the coarse grid in which noise is measured. */
const cells = 20
const wantedSamples = 80_000
/** A cell with fewer samples takes the overall figure. */
const leastSamples = 30

/** Grain, dithering and JPEG blocks vanish in the reduced copy, so noise is measured on a sample of the photo itself. */
export function measureNoise(photo: Rgba, surface: Surface, known: Uint8Array): Noise {
  const { width, height } = photo
  const stride = Math.max(1, Math.floor((width * height) / wantedSamples)) | 1
  const all: number[] = []
  const byCell: number[][] = Array.from({ length: cells * cells }, () => [])
  for (let index = stride >> 1; index < width * height; index += stride) {
    const x = index % width
    const y = (index - x) / width
    const gridX = Math.floor((x * surface.width) / width)
    const gridY = Math.floor((y * surface.height) / height)
    if (known[gridY * surface.width + gridX] !== 1 || photo.data[index * 4 + 3] !== 255) continue
    const distance = magnitude(differenceAt(photo, surface, index))
    all.push(distance)
    byCell[Math.floor((y * cells) / height) * cells + Math.floor((x * cells) / width)]?.push(distance)
  }
  const overall = ninth(all)
  const ratios = Float32Array.from(byCell, (samples) =>
    samples.length < leastSamples ? 1 : Math.max(1 / 3, Math.min(1, (overall + 1) / (ninth(samples) + 1))),
  )
  const calm = new Float32Array(surface.width * surface.height)
  for (let y = 0; y < surface.height; y++) {
    for (let x = 0; x < surface.width; x++) {
      const cx = ((x + 0.5) * cells) / surface.width - 0.5
      const cy = ((y + 0.5) * cells) / surface.height - 0.5
      calm[y * surface.width + x] = sampleGrid(ratios, cells, cells, cx, cy)
    }
  }
  return { overall, calm }
}

function ninth(values: number[]): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0
}
