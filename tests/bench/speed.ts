import { InferenceSession, Tensor } from 'onnxruntime-node'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { type MeasureRequest, networkRequest } from './birefnet/measure.ts'

const side = 1024
const threads = 2

/** Multiply-adds of the lite network at 1024 as it is written down, before any rewrite. */
const multiplyAdds = 321e9

/** The lite network's time on WebAssembly as ratios, all from one run. The best of several runs counts: other work on the machine only ever adds. */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const page = await BenchPage.open()
  const wants = (...names: string[]) => names.some((name) => name.includes(only))
  const best = async (changes: Partial<MeasureRequest>) => {
    const { runMs } = await page.measure({ ...networkRequest('lite', side), threads, runs: 3, ...changes })
    return Math.min(...runMs)
  }
  const rate = async () => {
    const answer = await page.ask({ kind: 'rate', threads })
    if (answer.kind !== 'rate') throw new Error(`The worker answered ${answer.kind}.`)
    return answer.perSecond
  }
  try {
    const before = await rate()
    const fp32 = await best({})
    const int8 = wants('ratio:literal-int8', 'ratio:matmul-limit:best', 'ms:int8')
      ? await best({ precision: 'int8' })
      : fp32
    const limit = (multiplyAdds / Math.max(before, await rate())) * 1000
    report('ms:fp32', fp32, 'ms')
    report('ms:int8', int8, 'ms')
    report('ms:matmul-limit', limit, 'ms')
    report('ratio:matmul-limit:fp32', fp32 / limit, 'ratio')
    report('ratio:matmul-limit:best', Math.min(fp32, int8) / limit, 'ratio')
    if (wants('ratio:literal-fp32', 'ratio:literal-int8', 'ms:literal')) {
      const literal = await best({ literal: true, runs: 2 })
      report('ms:literal', literal, 'ms')
      report('ratio:literal-fp32', fp32 / literal, 'ratio')
      report('ratio:literal-int8', int8 / literal, 'ratio')
    }
    if (wants('ratio:node')) report('ratio:node', fp32 / (await nodeMs()), 'ratio')
  } finally {
    await page.close()
  }
}

/** The same graph on onnxruntime-node. */
async function nodeMs(): Promise<number> {
  const { size, precision, deformable, chunkBytes } = networkRequest('lite', side)
  const source = formulaSource(backbones['swin-t'])
  const compiled = compileBiRefNet({ source, size, precision, deformable, chunkBytes, patchOrder: 'c-hg-wg' })
  if (!compiled.ok) throw new Error(compiled.detail)
  const session = await InferenceSession.create(compiled.value.model, {
    externalData: externalFiles(compiled.value.external),
    intraOpNumThreads: threads,
  })
  const image = new Tensor('float32', formulaImage(side, side), [1, 3, side, side])
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3; run++) {
    const begin = performance.now()
    await session.run({ image })
    best = Math.min(best, performance.now() - begin)
  }
  return best
}
