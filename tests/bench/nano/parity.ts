import type { Report } from '#tools/benchContract.ts'
import { softwareWebGpuFlags } from '#tools/chromium.ts'
import { BenchPage } from '../birefnet/benchPage.ts'

const ways = [
  { backend: 'wasm', precision: 'fp32' },
  { backend: 'webgpu', precision: 'fp32' },
  { backend: 'webgpu', precision: 'fp16' },
] as const

/**
 * The network in Chromium against PyTorch on the golden photo: on the processor, and wholly on WebGPU (the software adapter). `parity-max` and
 * `parity-mean` are of logits, `parity-alpha` the mean of alpha. Half precision is left out where the adapter does not have it.
 */
export async function measureParity(report: Report): Promise<void> {
  const page = await BenchPage.open(softwareWebGpuFlags)
  try {
    for (const { backend, precision } of ways) {
      const name = `${backend}-${precision}`
      try {
        const answer = await page.ask({ kind: 'nano-parity', backend, precision })
        if (answer.kind !== 'nano-parity') throw new Error(`The worker answered ${answer.kind}.`)
        report(`parity-max:${name}`, answer.logits.max, 'logit')
        report(`parity-mean:${name}`, answer.logits.mean, 'logit')
        report(`parity-alpha:${name}`, answer.alpha.mean, 'alpha')
        report(`parity-iou:${name}`, answer.iou, 'share')
      } catch (error) {
        if (precision !== 'fp16') throw error
        console.error(`${name}: ${String(error)}`)
      }
    }
  } finally {
    await page.close()
  }
}
