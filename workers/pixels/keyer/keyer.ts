import { fitBorder } from './border.ts'
import { distanceMap } from './distance.ts'
import { softenEdges } from './edge.ts'
import { floodFromBorder, removeDirt } from './flood.ts'
import { growBackdrop } from './grow.ts'
import { measureNoise, type Noise } from './noise.ts'
import { type Plainness, plainness } from './plain.ts'
import { type Rgba, reduce } from './reduced.ts'
import { removeShadows } from './shadow.ts'
import { backdropSurface, type Surface } from './surface.ts'

/** What the reduced copy tells of a photo's backdrop: all that `key` needs, and how plain it is. */
export interface BackdropStudy {
  plain: Plainness
  surface: Surface
  noise: Noise
  /** Distance up to which a full-size pixel cannot be told from the backdrop, in colour levels. */
  limit: number
  /** The photo's border is transparent: what is visible is the subject. */
  isCutout: boolean
}

/** A keyed photo. */
export interface Keyed {
  /** One byte a pixel at the photo's size, 255 is subject. An alpha that the photo brings along is not in it. */
  alpha: Uint8Array<ArrayBuffer>
  /** Mean alpha, 0 to 1; 0 means that nothing was found. */
  coverage: number
  /** Share of pixels with an alpha of 13 to 242, 0 to 1. */
  undecidedShare: number
}

/** Studies the backdrop on a reduced copy: quick at any size. */
export function studyBackdrop(photo: Rgba): BackdropStudy {
  const small = reduce(photo)
  const fit = fitBorder(small)
  const region = growBackdrop(small, fit)
  const surface = backdropSurface(small, region)
  const noise = measureNoise(photo, surface, region)
  const plain = plainness(small, fit, region, surface, noise.overall)
  const isCutout = fit.visibleShare < 0.4
  const limit = Math.min(32, Math.max(3, 1.7 * noise.overall + 1))
  return { plain: isCutout ? { ...plain, score: 1 } : plain, surface, noise, limit, isCutout }
}

/** Keys the backdrop out at full size. */
export function key(photo: Rgba, study: BackdropStudy): Keyed {
  const { data, width, height } = photo
  if (study.isCutout) {
    return figures(Uint8Array.from({ length: width * height }, (_, i) => (data[i * 4 + 3] === 0 ? 0 : 255)))
  }
  const distances = distanceMap(photo, study.surface, study.noise)
  const alpha = floodFromBorder(distances, width, height, study.limit)
  removeShadows(alpha, photo, study.surface, study.limit)
  removeDirt(alpha, distances, width, { area: 1 + Math.round(width * height * 4e-6), peak: 2 * study.limit })
  softenEdges(alpha, { photo, surface: study.surface, distances, limit: study.limit })
  return figures(alpha)
}

function figures(alpha: Uint8Array<ArrayBuffer>): Keyed {
  let sum = 0
  let undecided = 0
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i] ?? 0
    sum += a
    if (a > 12 && a < 243) undecided++
  }
  const area = Math.max(1, alpha.length)
  return { alpha, coverage: sum / (255 * area), undecidedShare: undecided / area }
}
