import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bench, BenchOptions } from './benchContract.ts'

const folder = resolve(import.meta.dirname, '../tests/bench')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))

const usage = `npm run bench -- <name...> [--json] [--only PART] [--model ID|FILE]

Measures the built app. Names: ${names.join(', ')}.
  --json    one object per figure and line: {"bench","name","value","unit"}
  --only    only figures whose name contains this
  --model   for quality: the model to measure (default auto)
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    model: { type: 'string' },
    help: { type: 'boolean' },
  },
})
const unknown = positionals.filter((name) => !names.includes(name))
if (values.help === true || positionals.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`No such bench: ${unknown.join(', ')}\n`)
  console.error(usage)
  process.exit(values.help === true ? 0 : 2)
}

const options: BenchOptions = {
  ...(values.only === undefined ? {} : { only: values.only }),
  ...(values.model === undefined ? {} : { model: values.model }),
}
let failed = false
for (const bench of positionals) {
  const path = join(folder, `${bench}.ts`)
  if (!existsSync(path)) continue
  const { run } = (await import(pathToFileURL(path).href)) as Bench
  try {
    await run((name, value, unit) => {
      if (options.only !== undefined && !name.includes(options.only)) return
      if (values.json === true) console.log(JSON.stringify({ bench, name, value, unit }))
      else console.log(`${bench.padEnd(10)} ${name.padEnd(44)} ${readable(value).padStart(14)} ${unit}`)
    }, options)
  } catch (error) {
    failed = true
    console.error(`${bench}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
process.exit(failed ? 1 : 0)

function readable(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4)
}
