import type { Report } from '#tools/benchContract.ts'
import { walkAll } from '#tools/engines/walkAll.ts'

/** The whole road in Firefox and WebKit: how many checks passed and failed in each. */
export async function run(report: Report): Promise<void> {
  const outcomes = await walkAll({ isFull: true, say: (line) => console.error(line) })
  for (const outcome of outcomes) {
    if ('lack' in outcome) throw new Error(`${outcome.name}: ${outcome.lack}`)
    report(`passed:${outcome.name}`, outcome.passed, 'checks')
    report(`failed:${outcome.name}`, outcome.failed, 'checks')
  }
}
