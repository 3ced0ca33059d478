import { readFileSync } from 'node:fs'
import { bytesSource, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { Report } from '#tools/benchContract.ts'
import { packNano } from '#tools/nano/pack.ts'
import { measureAgreement } from './nano/agreement.ts'

/** BiRefNet-nano: its file, and what its precisions cost. */
export async function run(report: Report): Promise<void> {
  report('file-bytes', packNano(bytesSource(readFileSync(trainedPath))).length, 'bytes')
  await measureAgreement(report)
}
