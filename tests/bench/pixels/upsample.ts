import { drawnTruths, lemur, reservedTruths, type Truth } from '#tests/bench/scenes/truths.ts'
import type { Report } from '#tools/benchContract.ts'
import { averageDown } from '#workers/pixels/resize/averageDown.ts'
import { blurCells } from '#workers/pixels/upsample/cellBlur.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'
import { bandError, gradientError, transitionBand } from './errors.ts'
import { cubic, linear, raiseSeparably } from './plainUpsample.ts'
import { toBytes } from './toBytes.ts'

/** Sigma, in cells, of a mask that is softened as a network's is. */
const softness = 0.7

/**
 * Reduces true alphas to a quarter and an eighth (plain averages, or softened too, in bytes), raises them with the photo, and compares the errors
 * in the transition band with those of bilinear and bicubic: means of the ratios over the pictures, and the worst of them all. The reserved
 * pictures are told apart.
 */
export function measureUpsample(report: Report): void {
  measureOn([lemur(), ...drawnTruths()], '', report)
  measureOn([...reservedTruths()], ':reserved', report)
}

function measureOn(truths: readonly Truth[], suffix: string, report: Report): void {
  let worst = 0
  for (const kind of ['exact', 'soft'] as const) {
    for (const factor of [4, 8]) {
      const ratios = truths.map((truth) => compare(truth, factor, kind === 'soft'))
      worst = Math.max(worst, ...ratios.map(({ bilinear }) => bilinear))
      const name = `${kind}:x${factor}${suffix}`
      report(`upsample-band-mae-ratio:${name}`, mean(ratios.map(({ bilinear }) => bilinear)), 'of bilinear')
      report(`upsample-bicubic-mae-ratio:${name}`, mean(ratios.map(({ bicubic }) => bicubic)), 'of bicubic')
      report(`upsample-gradient-ratio:${name}`, mean(ratios.map(({ gradient }) => gradient)), 'of bilinear')
    }
  }
  report(`upsample-worst-ratio${suffix}`, worst, 'of bilinear')
}

function compare(
  { photo, alpha }: Truth,
  factor: number,
  isSoft: boolean,
): { bilinear: number; bicubic: number; gradient: number } {
  const small = averageDown(alpha, Math.floor(alpha.width / factor), Math.floor(alpha.height / factor))
  if (isSoft)
    blurCells(small.data, small.data, small.width, small.height, softness, new Float32Array(small.data.length))
  const mask = toBytes(small)
  const raised = upsampleMask(mask, photo)
  const found = { ...raised, data: Float32Array.from(raised.data, (value) => value / 255) }
  const bilinear = raiseSeparably(small, alpha, linear)
  const bicubic = raiseSeparably(small, alpha, cubic)
  const band = transitionBand(alpha, bilinear)
  const error = bandError(found, alpha, band)
  return {
    bilinear: error / bandError(bilinear, alpha, band),
    bicubic: error / bandError(bicubic, alpha, band),
    gradient: gradientError(found, alpha, band) / gradientError(bilinear, alpha, band),
  }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
