import { parseArgs } from 'node:util'
import fc from 'fast-check'
import './messages/inEnglish.ts'
import { play, runs } from './faults/run.ts'

const usage = `npm run faults [-- --runs N] [--seed N]

Plays random runs of the app without a browser: what a person may do in any order, while storage, workers, files, downloads and the clipboard
fail, are slow, throw or die. In each state no photo may be lost, nothing may wait for ever, and undo has to fit. Exit 1 where a promise is
broken; the shortest run that breaks it is then told.
  --runs   how many (2000)
  --seed   the same seed gives the same runs (today's date)
`

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    help: { type: 'boolean', default: false },
  },
})
const [count, seed] = [Number(values.runs), Number(values.seed)]
if (values.help || !Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

const started = performance.now()
let acts = 0
const details = await fc.check(
  fc.asyncProperty(runs, async (run) => {
    acts += (await play(run)).length
  }),
  { numRuns: count, seed },
)
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `Seed ${seed}: ${details.numRuns} runs, ${acts} acts and states, ${seconds} s, ${details.failed ? 1 : 0} broken.`,
)
if (details.failed) {
  console.log(await fc.asyncDefaultReportMessage(details))
  if (details.errorInstance instanceof Error) console.log(details.errorInstance.message)
}
process.exitCode = details.failed ? 1 : 0
