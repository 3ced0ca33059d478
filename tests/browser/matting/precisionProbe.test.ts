import { type Remote, wrap } from 'comlink'
import { expect, test } from 'vitest'
import type { MattingWorker } from '#core/contract.ts'
import type { Way } from '#core/ways/way.ts'

const way: Way = {
  ...{ rung: 'wasm-threads', precision: 'fp32', tier: 1024, threads: 2, limitBytes: Infinity, device: 'processor' },
}

test('the worker of the app weighs both precisions on this processor', async () => {
  const worker = new Worker(new URL('./ways.worker.ts', import.meta.url), { type: 'module', name: 'sound' })
  try {
    const remote: Remote<MattingWorker> = wrap<MattingWorker>(worker)
    await remote.start({ baseUrl: '/' })
    const probed = await remote.probePrecisions(way)
    if (!probed.ok) throw new Error(probed.detail)
    const { int8Ratio, ms } = probed.value
    expect(int8Ratio).toBeGreaterThan(0.05)
    expect(int8Ratio).toBeLessThan(20)
    expect(ms).toBeGreaterThan(0)
  } finally {
    worker.terminate()
  }
})
