import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Hunted, hunt } from './fuzz/hunt.ts'
import { fuzzTargets } from './fuzz/targets.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, '.cache/fuzz')

const usage = `npm run fuzz [-- --inputs N] [--seed N] [--only NAME]

Gives random and changed bytes to everything that takes in what strangers have made. Faults are an error without a name, more
than a second for one input, and more memory than the limits say. Exit 1 if there is any; its input is then written to .cache/fuzz.
  --inputs   for each part (100000)
  --seed     the same seed gives the same inputs (today's date)
  --only     parts whose name contains this
`

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})
const [inputs, seed] = [Number(values.inputs), Number(values.seed)]
if (values.help || !Number.isInteger(inputs) || !Number.isInteger(seed)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

const row = (...cells: string[]) =>
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(12))).join(''))
console.log(`Seed ${seed}.`)
row('part', 'inputs', 'taken', 'slowest', 'most held', 'faults')
let faults = 0
for (const target of fuzzTargets(root).filter(({ name }) => name.includes(values.only))) {
  const hunted = await hunt(target, { inputs, seed })
  faults += hunted.faults.length
  const { name, taken, slowestMs, mostBytes } = hunted
  row(
    name,
    String(hunted.inputs),
    String(taken),
    `${slowestMs.toFixed(0)} ms`,
    `${(mostBytes / 1e6).toFixed(1)} MB`,
    String(hunted.faults.length),
  )
  keepFaults(hunted)
}
process.exitCode = faults === 0 ? 0 : 1

function keepFaults({ name, faults: found }: Hunted): void {
  for (const { kind, detail, number, input } of found) {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${name.replaceAll(' ', '-')}-${seed}-${number}`)
    writeFileSync(path, input)
    console.log(`  ${kind}, input ${number}: ${detail.slice(0, 200)} (${path})`)
  }
}
