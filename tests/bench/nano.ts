import { readFileSync } from 'node:fs'
import { bytesSource, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { Report } from '#tools/benchContract.ts'
import { packNano } from '#tools/nano/pack.ts'
import { measureAgreement } from './nano/agreement.ts'
import { measureHints } from './nano/hints.ts'
import { measureVerdict } from './nano/verdict.ts'

/** BiRefNet-nano: its file, what its precisions cost, how far hints are obeyed, and how honest its verdict is. */
export async function run(report: Report): Promise<void> {
  report('file-bytes', packNano(bytesSource(readFileSync(trainedPath))).length, 'bytes')
  await measureAgreement(report)
  await measureHints(report)
  await measureVerdict(report)
}
