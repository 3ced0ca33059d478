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

/** What is run in turn, with the figures that need it besides its own `ms:`; the first is always run. */
const contenders = {
  fp32: { changes: {}, figures: [] },
  int8: { changes: { precision: 'int8' }, figures: ['ratio:literal-int8', 'ratio:matmul-limit:best'] },
  literal: { changes: { literal: true }, figures: ['ratio:literal-fp32', 'ratio:literal-int8'] },
} as const satisfies Record<string, { changes: Partial<MeasureRequest>; figures: readonly string[] }>

type Contender = keyof typeof contenders

/** How often each contender has its turn, and runs in one: the first run of a turn also waits for the wasm code to be optimised. */
const [rounds, runs] = [2, 3]

/**
 * The lite network's time on WebAssembly as ratios, all from one run. Other work on the machine only ever adds, so the best run counts; the
 * contenders take turns, so that a busy minute does not fall on one of them alone.
 */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const page = await BenchPage.open()
  const wants = (...names: string[]) => names.some((name) => name.includes(only))
  const best: Partial<Record<Contender, number>> = {}
  const measure = async (name: Contender) => {
    const { changes, figures } = contenders[name]
    if (name !== 'fp32' && !wants(`ms:${name}`, ...figures)) return
    const { runMs } = await page.measure({ ...networkRequest('lite', side), threads, runs, ...changes })
    best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, ...runMs)
  }
  let perSecond = 0
  try {
    for (let round = 0; round < rounds; round++) {
      const answer = await page.ask({ kind: 'rate', threads })
      if (answer.kind !== 'rate') throw new Error(`The worker answered ${answer.kind}.`)
      perSecond = Math.max(perSecond, answer.perSecond)
      await measure('fp32')
      await measure('int8')
      await measure('literal')
    }
    const limit = (multiplyAdds / perSecond) * 1000
    const { fp32 = Number.NaN, int8 = fp32, literal } = best
    for (const [name, ms] of Object.entries(best)) report(`ms:${name}`, ms, 'ms')
    report('ms:matmul-limit', limit, 'ms')
    report('ratio:matmul-limit:fp32', fp32 / limit, 'ratio')
    report('ratio:matmul-limit:best', Math.min(fp32, int8) / limit, 'ratio')
    if (literal !== undefined) {
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
