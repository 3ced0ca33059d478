import { billionsOf } from '#core/ways/cost.ts'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { networkRequest } from './birefnet/measure.ts'

const [rounds, runs] = [2, 2]

/**
 * Full precision against 8 bits on this processor, by the whole lite network and by the probe that the app decides with, in turns and all in
 * one run; then where the time goes, operator by operator. `probe-agrees` is 1 where the probe takes the one that is quicker, or the two are within a tenth.
 */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const page = await BenchPage.open()
  try {
    for (const threads of [2, 1]) {
      for (const tier of [512, 1024]) {
        const name = `${tier}-threads-${threads}`
        if (
          only !== '' &&
          !only.endsWith(name) &&
          !['ratio:int8-fp32', 'probe', 'ms:'].some((part) => only.includes(part))
        )
          continue
        // One thread at the large size says nothing new, and takes minutes.
        if (threads === 1 && tier === 1024) continue
        const best = { fp32: Number.POSITIVE_INFINITY, int8: Number.POSITIVE_INFINITY }
        const probes: { ratio: number; secondsPerBillion: number; ms: number }[] = []
        for (let round = 0; round < rounds; round++) {
          for (const precision of ['fp32', 'int8'] as const) {
            const { runMs } = await page.measure({ ...networkRequest('lite', tier), threads, runs, precision })
            best[precision] = Math.min(best[precision], ...runMs)
          }
          const answer = await page.ask({ kind: 'probe', threads })
          if (answer.kind !== 'probe') throw new Error(`The worker answered ${answer.kind}.`)
          probes.push(answer)
        }
        const ratio = best.int8 / best.fp32
        for (const [precision, ms] of Object.entries(best)) report(`ms:${precision}:${name}`, ms, 'ms')
        report(`ratio:int8-fp32:${name}`, ratio, 'ratio')
        for (const [index, probe] of probes.entries()) {
          report(`probe-ratio:${index}:${name}`, probe.ratio, 'ratio')
          report(`probe-ms:${index}:${name}`, probe.ms, 'ms')
          const forecastMs = 1000 * probe.secondsPerBillion * billionsOf('lite', tier)
          report(`probe-forecast:${index}:${name}`, forecastMs / best.fp32, 'ratio')
          const agrees = probe.ratio < 0.9 === ratio < 0.9 || Math.abs(ratio - 0.9) < 0.1
          report(`probe-agrees:${index}:${name}`, agrees ? 1 : 0, 'yes or no')
        }
      }
    }
    for (const precision of ['fp32', 'int8'] as const) {
      const answer = await page.ask({ kind: 'profile', precision, side: 512, threads: 2 })
      if (answer.kind !== 'profile') throw new Error(`The worker answered ${answer.kind}.`)
      for (const [operator, ms] of answer.operators.slice(0, 12))
        report(`profile-ms:${precision}:${operator}`, ms, 'ms')
    }
  } finally {
    await page.close()
  }
}
