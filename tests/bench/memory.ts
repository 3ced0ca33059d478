import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { softwareWebGpuFlags } from '#tools/chromium.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { networkRequest } from './birefnet/measure.ts'

/** Further off than this, the forecast fails the bench. */
const tolerance = 0.15

const cases = [
  { variant: 'lite', precision: 'fp32', width: 768, height: 448 },
  { variant: 'lite', precision: 'int8', width: 576, height: 1024 },
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

/**
 * The wasm heap after creation and after a run, and how well it was foretold, for square and other inputs; on WebGPU (Chromium's software adapter,
 * so at the smallest honest size) what the device's buffers take. Fails where a forecast is further off than the tolerance.
 */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const wants = (name: string) =>
    ['peak-bytes', 'prediction-error', 'created-bytes-ratio'].some((kind) => `${kind}:${name}`.includes(only))
  const wrong: string[] = []
  const page = await BenchPage.open(softwareWebGpuFlags)
  try {
    for (const { variant, precision, ...size } of cases) {
      const { width, height } = 'tier' in size ? { width: size.tier, height: size.tier } : size
      const name = `${variant}-${precision}-${width === height ? width : `${width}x${height}`}`
      if (!wants(name)) continue
      const measured = await page.measure({ ...networkRequest(variant, width, height), precision })
      const error = measured.predictedBytes / measured.peakBytes - 1
      report(`peak-bytes:${name}`, measured.peakBytes, 'bytes')
      report(`prediction-error:${name}`, error, 'ratio')
      report(`created-bytes-ratio:${name}`, measured.createdBytes / measured.weightBytes, 'ratio')
      if (Math.abs(error) > tolerance) wrong.push(`${name}: ${error.toPrecision(2)}`)
    }
    const onCard = 'webgpu-lite-fp32-128'
    if (wants(onCard)) {
      const request = { ...networkRequest('lite', 128), backend: 'webgpu', deformable: 'grid', wholly: true } as const
      const { gpuPeakBytes, cardBytes, peakBytes } = await page.measure(request)
      const error = cardBytes / gpuPeakBytes - 1
      report(`peak-bytes:${onCard}`, peakBytes, 'bytes')
      report(`peak-bytes:${onCard}:buffers`, gpuPeakBytes, 'bytes')
      report(`prediction-error:${onCard}:buffers`, error, 'ratio')
      if (Math.abs(error) > tolerance) wrong.push(`${onCard}: ${error.toPrecision(2)}`)
    }
  } finally {
    await page.close()
  }
  if (wrong.length > 0) throw new Error(`the forecast is off by more than ${tolerance}: ${wrong.join(', ')}`)
}
