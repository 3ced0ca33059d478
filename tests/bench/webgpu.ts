import type { Report } from '#tools/benchContract.ts'
import { softwareWebGpuFlags } from '#tools/chromium.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { networkRequest } from './birefnet/measure.ts'

/** The whole graph on WebGPU (Chromium's software adapter, so at the smallest honest size), against WebAssembly. */
export async function run(report: Report): Promise<void> {
  const page = await BenchPage.open(softwareWebGpuFlags)
  try {
    const request = { ...networkRequest('lite', 64), deformable: 'grid' } as const
    await page.measure({ ...request, keep: 'wasm' })
    const { runMs } = await page.measure({ ...request, backend: 'webgpu', wholly: true, keep: 'webgpu' })
    report('max', (await page.compare('wasm', 'webgpu')).max, 'logits')
    report('run-ms', runMs[0] ?? 0, 'ms')
  } finally {
    await page.close()
  }
}
