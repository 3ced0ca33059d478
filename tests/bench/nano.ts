import { fileSource, inputsPath, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { shippedNano } from '#tools/nano/pack.ts'
import { measureAgreement } from './nano/agreement.ts'
import { measureHints } from './nano/hints.ts'
import { measureParity } from './nano/parity.ts'
import { measureTimes } from './nano/times.ts'
import { measureVerdict } from './nano/verdict.ts'

const times = ['graph-ms', 'session-ms', 'run-ms:', 'ratio:u2netp', 'first-cut-ms', 'next-cut-ms']
const agreements = ['iou:', 'iou-worst:', 'mae:', 'mae-worst:', 'apart:']
const hints = ['hint-iou:', 'hint-iou-bad:', 'hint-ms']

/** BiRefNet-nano: its file, what it and the first cut take, what its precisions cost, how far hints are obeyed, and how honest its verdict is. */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const wants = (names: readonly string[]) => names.some((name) => name.includes(only) || only.includes(name))
  if (wants(['file-bytes']))
    report(
      'file-bytes',
      shippedNano({ trained: fileSource(trainedPath), inputs: fileSource(inputsPath) }).length,
      'bytes',
    )
  if (wants(times)) await measureTimes(report)
  if (wants(['parity-'])) await measureParity(report)
  if (wants(agreements)) await measureAgreement(report)
  if (wants(hints)) await measureHints(report)
  if (wants(['verdict-'])) await measureVerdict(report)
}
