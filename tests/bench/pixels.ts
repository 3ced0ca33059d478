import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { measureApp } from './pixels/app.ts'
import { measureColours } from './pixels/colours.ts'
import { measureMatting } from './pixels/matting.ts'
import { measurePng } from './pixels/png.ts'
import { measureStages } from './pixels/stages.ts'
import { measureUpsample } from './pixels/upsample.ts'
import { sharedFile } from './scenes/photos.ts'

const parts = [
  { names: ['upsample-'], measure: measureUpsample },
  { names: ['foreground-error-ratio:', 'refine-golden-mean'], measure: measureColours },
  { names: ['matting-band-mae:', 'plain-band-mae:', 'matting-to-plain-ratio:'], measure: measureMatting },
  { names: ['png-'], measure: measurePng },
  { names: ['pixels-ms:'], measure: measureStages },
  {
    names: ['stage-ms:', 'total-ms:', 'total-to-network-ratio:', 'peak-renderer-bytes:', 'preview-repaint-ms'],
    measure: measureApp,
  },
]

/** Measures the algorithms of `workers/pixels` against alphas and colours that are known; they run here exactly as in the worker. */
export async function run(report: Report, { only }: BenchOptions): Promise<void> {
  if (!sharedFile('data/manifest.tsv').there)
    throw new Error('The photos with ground truth are not here: ../shared/data')
  const wanted: Report = (name, value, unit) => {
    if (only === undefined || name.includes(only)) report(name, value, unit)
  }
  for (const { names, measure } of parts) {
    if (only === undefined || names.some((name) => name.includes(only) || only.startsWith(name))) await measure(wanted)
  }
}
