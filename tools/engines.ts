import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { walkAll } from './engines/walkAll.ts'
import { requireChromium } from './requireChromium.ts'

const usage = `npm run engines [-- --full] [--only firefox|webkit] [--report FILE]

Walks the main road of the built app in Firefox and WebKit, where they are installed, and compares all results with Chromium's.
  --full     all awkward files, not one of each kind
  --only     one of the two
  --report   writes the counts to this file as JSON
`

const { values } = parseArgs({
  options: {
    full: { type: 'boolean' },
    only: { type: 'string' },
    report: { type: 'string' },
    help: { type: 'boolean' },
  },
})
const only = (['firefox', 'webkit'] as const).find((name) => name === values.only)
if (values.help === true || (values.only !== undefined && only === undefined)) {
  console.error(usage)
  process.exit(values.help === true ? 0 : 2)
}

requireChromium()
const options = { isFull: values.full === true, say: (line: string) => console.log(line) }
const outcomes = await walkAll(only === undefined ? options : { ...options, only })
const total = { passed: 0, failed: 0, skipped: 0 }
for (const outcome of outcomes) {
  if ('lack' in outcome) total.skipped += 1
  else {
    total.passed += outcome.passed
    total.failed += outcome.failed
    console.log(`${outcome.name}: ${outcome.passed} passed, ${outcome.failed} failed`)
  }
}
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(total))
process.exit(total.failed > 0 ? 1 : 0)
