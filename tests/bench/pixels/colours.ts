import { readMask, readPhoto } from '#tests/bench/scenes/photos.ts'
import { drawnTruths, reservedTruths, type Truth } from '#tests/bench/scenes/truths.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import type { Report } from '#tools/benchContract.ts'
import { blurFusion } from '#workers/pixels/foreground/blurFusion.ts'
import { cleanColours } from '#workers/pixels/foreground/foreground.ts'
import type { FloatRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { blurCells } from '#workers/pixels/upsample/cellBlur.ts'
import { toBytes } from './toBytes.ts'

/** Blur (sigma in pixels) and noise (standard deviation) of an alpha as an estimate may have them. */
const [softness, noise] = [1.5, 0.02]

/**
 * Estimates the foreground of composites whose layers are known, with the exact alpha and with a softened, noisy one. The error in the band is weighted by
 * the true alpha and taken relative to no estimation (`none`) and to the official blur fusion; means of the ratios over the composites.
 */
export function measureColours(report: Report): void {
  measureOn(drawnTruths(), '', report)
  measureOn(reservedTruths(), ':reserved', report)
  report('refine-golden-mean', goldenMean(), 'of 255')
}

function measureOn(truths: Iterable<Required<Truth>>, suffix: string, report: Report): void {
  const ratios = { exact: { none: 0, fusion: 0 }, soft: { none: 0, fusion: 0 } }
  let count = 0
  for (const truth of truths) {
    for (const kind of ['exact', 'soft'] as const) {
      const mask = toBytes(kind === 'exact' ? truth.alpha : disturb(truth.alpha))
      const found = colourError(cleanColours(truth.photo, mask), truth)
      ratios[kind].none += found / colourError(truth.photo, truth)
      ratios[kind].fusion += found / colourError(blurFusion(truth.photo, mask), truth)
    }
    count++
  }
  for (const kind of ['exact', 'soft'] as const) {
    report(`foreground-error-ratio:none:${kind}${suffix}`, ratios[kind].none / count, 'of no estimation')
    report(`foreground-error-ratio:blur-fusion:${kind}${suffix}`, ratios[kind].fusion / count, 'of blur fusion')
  }
}

function colourError(found: RgbaRaster, { alpha, foreground }: Required<Truth>): number {
  let sum = 0
  for (let i = 0; i < alpha.data.length; i++) {
    const a = alpha.data[i] ?? 0
    if (a <= 0.004 || a >= 0.996) continue
    for (let c = i * 4; c < i * 4 + 3; c++) sum += a * Math.abs((found.data[c] ?? 0) - (foreground.data[c] ?? 0))
  }
  return sum
}

function disturb({ width, height, data }: FloatRaster): FloatRaster {
  const random = seededRandom(9)
  const soft = new Float32Array(data.length)
  blurCells(data, soft, width, height, softness, new Float32Array(data.length))
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random())
  // An estimate is noisy where it is unsure, not where it is plainly subject or backdrop.
  return {
    width,
    height,
    data: soft.map((value) => (value > 0.001 && value < 0.999 ? value + noise * normal() : value)),
  }
}

/** Mean difference to the official `refine_foreground` of the lemur, away from a border of 3 pixels. */
function goldenMean(): number {
  const official = readPhoto('golden/lemur_refined_foreground.png')
  const found = blurFusion(
    readPhoto('data/pairs/pymatting/lemur.png'),
    readMask('data/pairs/pymatting/lemur_alpha.png'),
  )
  let [sum, count] = [0, 0]
  for (let y = 3; y < official.height - 3; y++) {
    for (let x = 3; x < official.width - 3; x++) {
      for (let i = (y * official.width + x) * 4, end = i + 3; i < end; i++, count++)
        sum += Math.abs((official.data[i] ?? 0) - (found.data[i] ?? 0))
    }
  }
  return sum / count
}
