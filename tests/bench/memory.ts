import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { networkRequest } from './birefnet/measure.ts'

const cases = [
  { variant: 'lite', precision: 'fp32', tier: 512 },
  { variant: 'lite', precision: 'int8', tier: 512 },
  { variant: 'lite', precision: 'fp32', tier: 1024 },
  { variant: 'lite', precision: 'int8', tier: 1024 },
  { variant: 'lite', precision: 'int8', tier: 768 },
  { variant: 'lite', precision: 'fp32', tier: 1536 },
  { variant: 'lite', precision: 'int8', tier: 2048 },
  { variant: 'large', precision: 'int8', tier: 512 },
  { variant: 'large', precision: 'int8', tier: 1024 },
] as const

/** The wasm heap after creation and after a run, and how well it was foretold. */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const page = await BenchPage.open()
  try {
    for (const { variant, precision, tier } of cases) {
      const name = `${variant}-${precision}-${tier}`
      if (!['peak-bytes', 'prediction-error', 'created-bytes-ratio'].some((kind) => `${kind}:${name}`.includes(only)))
        continue
      const measured = await page.measure({ ...networkRequest(variant, tier), precision })
      report(`peak-bytes:${name}`, measured.peakBytes, 'bytes')
      report(`prediction-error:${name}`, measured.predictedBytes / measured.peakBytes - 1, 'ratio')
      report(`created-bytes-ratio:${name}`, measured.createdBytes / measured.weightBytes, 'ratio')
    }
  } finally {
    await page.close()
  }
}
