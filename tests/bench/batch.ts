import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { measureDecoding } from './batch/decodeTimes.ts'
import { measureHundreds } from './batch/hundreds.ts'
import { measurePace } from './batch/pace.ts'
import { measureReview } from './batch/review.ts'
import { measureZips } from './batch/zips.ts'

/** Many photos and all kinds of files; what each figure is stands with its measure. */
const measures: readonly (readonly [readonly string[], (report: Report) => Promise<void>])[] = [
  [['decode-ms:'], measureDecoding],
  [['review-auc'], measureReview],
  [['first-thumbnail-ms', 'photos-per-minute:2mp', 'photos-per-minute:12mp'], measurePace],
  [
    [
      'photos-per-minute:500',
      'heap-growth-mb:500',
      'dom-nodes:500',
      'keep-ms:500',
      'restore-ms:500',
      'restore-pictures-ms:500',
      'dom-nodes:1000',
    ],
    measureHundreds,
  ],
  [['zip-peak-mb:2gb', 'zip-mb:2gb'], measureZips],
]

export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  for (const [names, measure] of measures)
    if (names.some((name) => name.includes(only) || only.includes(name))) await measure(report)
}
