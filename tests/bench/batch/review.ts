import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TrustEvidence } from '#core/trust.ts'
import { trustOf } from '#core/trustScore.ts'
import type { Report } from '#tools/benchContract.ts'
import { measureHalf } from '#tools/verdict/halves.ts'
import { chance } from '#tools/verdict/logistic.ts'
import { createMeasure } from '#tools/verdict/measure.ts'

/** From this IoU on a mask need not be looked at. */
const wellCut = 0.9

const otherNetwork = resolve(import.meta.dirname, '../../../../shared/models/u2netp-fp16.onnx')

/** What could order the photos to be looked at; the higher, the more likely the mask is right. */
const candidates: Record<string, (evidence: TrustEvidence) => number> = {
  '': (evidence) => trustOf(evidence).score,
  ':undecided': ({ softness }) => -softness,
  ':mirrored': ({ mirrored = 0 }) => mirrored,
  ':islands': ({ islands, largest }) => -islands - (1 - largest),
}

/**
 * How well the order of the review finds the photos that want looking at: the chance that a photo with a mask of IoU 0.9 or more has a better
 * score than one below. `review-auc` is the score that the app uses, `:undecided`, `:mirrored`, `:islands` and `:two-networks` (how far the
 * built-in network and u2netp are of one mind) are single figures. Of the photos with masks made by people, those that the score was not fitted on.
 */
export async function measureReview(report: Report): Promise<void> {
  const { own, other } = await measureHalf(
    'held out',
    await createMeasure('training/nano.safetensors', existsSync(otherNetwork) ? otherNetwork : undefined),
  )
  const photos = own.filter(({ kind }) => kind === 'photo')
  const rank = (name: string, scores: readonly number[]) => {
    const those = (isWell: boolean) => scores.filter((_, i) => (photos[i]?.iou ?? 0) >= wellCut === isWell)
    report(`review-auc${name}`, chance(those(true), those(false)), 'share')
  }
  for (const [name, scoreOf] of Object.entries(candidates))
    rank(
      name,
      photos.map(({ evidence }) => scoreOf(evidence)),
    )
  const agreements = other.filter(({ kind }) => kind === 'photo').map(({ evidence }) => evidence.nano ?? 0)
  if (agreements.length > 0) rank(':two-networks', agreements)
}
