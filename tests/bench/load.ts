import type { Report } from '#tools/benchContract.ts'
import { BenchPage } from './birefnet/benchPage.ts'

/** From a checkpoint in the device's storage to a session that is ready. */
export async function run(report: Report): Promise<void> {
  const page = await BenchPage.open()
  try {
    const heap = await page.watchWorkerHeap()
    const answer = await page.ask({ kind: 'load' })
    if (answer.kind !== 'load') throw new Error(`The worker answered ${answer.kind}.`)
    report('session-seconds', answer.sessionMs / 1000, 's')
    report('graph-ms', answer.graphMs, 'ms')
    report('js-heap-bytes', await heap.peakBytes(), 'bytes')
    report('file-bytes', answer.fileBytes, 'bytes')
  } finally {
    await page.close()
  }
}
