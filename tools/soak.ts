import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DrivenApp } from './drive/drivenApp.ts'
import { Day } from './soak/day.ts'
import { growthOf, isLeak, rowsOf } from './soak/figures.ts'
import { eagerMeasuring } from './soak/held.ts'
import { writePhoto } from './soak/photos.ts'

const usage = `npm run soak [-- --photos N] [--json]

A day of work in one tab of the built app: photos of all kinds, batch after batch, with other models, ended workers, a hidden tab, no network,
brush, background and a reload amid it. Prints what the page holds at the end beside what it held once it was warm. Exit 1 where something leaks.
  --photos   how many (500); a fifth of them warms the page up
  --json     one object per figure and line: {"bench","name","value","unit"}
`

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '500' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const count = Number(values.photos)
if (values.help || !Number.isInteger(count) || count < 10) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

/** At least two batches warm the page up, so that all parts of it are there. */
const batchSize = Math.max(2, Math.min(25, Math.floor(count / 10)))
const warmBatches = Math.max(4, Math.round(count / 5 / batchSize))
const folder = mkdtempSync(join(tmpdir(), 'clearcut-soak-'))
const app = await DrivenApp.open([eagerMeasuring])
try {
  const day = new Day(app)
  await day.begin()
  let [done, batches] = [0, 0]
  const work = async (until: number) => {
    while (done < until) {
      const size = Math.min(batchSize, until - done)
      const paths: string[] = []
      for (let index = 0; index < size; index++) paths.push(await writePhoto(folder, done + index))
      await day.batch(paths)
      for (const path of paths) rmSync(path)
      done += size
      batches += 1
      console.error(`${done} of ${count} photos, ${batches} batches`)
    }
  }
  await work(Math.min(count, warmBatches * batchSize))
  const before = await day.held()
  await work(count)
  const rows = rowsOf(before, await day.held())
  for (const row of rows) {
    const cells = [row.before, row.after, growthOf(row)].map((value) => value.toFixed(1).padStart(12))
    const line = `${row.name.padEnd(28)}${cells.join('')} ${row.unit.padEnd(3)} ${isLeak(row) ? 'leaks' : ''}`
    if (!values.json) console.log(line)
  }
  if (values.json) {
    const tell = (name: string, value: number, unit: string) =>
      console.log(JSON.stringify({ bench: 'soak', name, value, unit }))
    for (const row of rows) {
      if (row.name === 'heap of page and workers') tell('heap-growth-mb', growthOf(row), 'MB')
      else if (!row.name.startsWith('heap'))
        tell(`leaked:${row.name.replaceAll(' ', '-')}`, isLeak(row) ? growthOf(row) : 0, row.unit)
    }
  }
  process.exitCode = rows.some(isLeak) ? 1 : 0
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
