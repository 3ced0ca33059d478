import { trustOf } from '#core/trustScore.ts'
import type { Report } from '#tools/benchContract.ts'
import { measureHalf } from '#tools/verdict/halves.ts'
import { performance } from '#tools/verdict/logistic.ts'
import { createMeasure } from '#tools/verdict/measure.ts'

/**
 * How honest the verdict is, on the half of the pairs and of the hard cases that taught it nothing: `verdict-auc` (a mask of IoU 0.7 or more
 * against one below), `verdict-false-alarms` (of masks above 0.95), `verdict-misses` (of masks below 0.7), and the same of the photos alone.
 */
export async function measureVerdict(report: Report): Promise<void> {
  const { own } = await measureHalf('held out', await createMeasure('training/nano.safetensors'))
  const judged = own.map(({ iou, kind, evidence }) => ({ iou, kind, ...trustOf(evidence) }))
  // What is called empty gets no tick, and is no mask to be sure of.
  const found = judged.filter(({ verdict }) => verdict !== 'empty')
  for (const [suffix, masks] of [
    ['', found],
    [':photos', found.filter(({ kind }) => kind === 'photo')],
  ] as const) {
    const ious = masks.map(({ iou }) => iou)
    const ticked = masks.map(({ verdict }) => (verdict === 'good' ? 1 : 0))
    const { auc, aucOfExtremes } = performance(
      masks.map(({ score }) => score),
      ious,
      0.5,
    )
    const { falseAlarms, misses } = performance(ticked, ious, 0.5)
    report(`verdict-auc${suffix}`, auc, 'share')
    report(`verdict-auc-extremes${suffix}`, aucOfExtremes, 'share')
    report(`verdict-false-alarms${suffix}`, falseAlarms, 'share')
    report(`verdict-misses${suffix}`, misses, 'share')
  }
}
