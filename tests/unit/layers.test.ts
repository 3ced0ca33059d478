import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../..')
const patterns = z.object({ options: z.object({ patterns: z.array(z.object({ group: z.array(z.string()) })) }) })
const override = z.object({ includes: z.array(z.string()), linter: z.object({ rules: z.unknown() }) })
const { overrides } = z
  .object({ overrides: z.array(override) })
  .parse(JSON.parse(readFileSync(resolve(root, 'biome.json'), 'utf8')))

/** What the linter forbids a part of the source to import: the last rule that names the part is the one in force. */
function forbidden(part: string): string[] {
  const rule = overrides.findLast(({ includes }) => includes.includes(part))?.linter.rules
  const restricted = z.object({ style: z.object({ noRestrictedImports: patterns }) }).safeParse(rule)
  return restricted.data?.style.noRestrictedImports.options.patterns.flatMap(({ group }) => group) ?? []
}

test('every room of the page has a rule of its own about what it may import', () => {
  const rooms = readdirSync(resolve(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `src/${name}/**`)
  expect(rooms.length).toBeGreaterThan(6)
  for (const room of [...rooms, 'src/main.tsx', 'src/start.ts', 'workers/**'])
    expect(forbidden(room), room).toContain('../**')
})

test('the shell composes features and knows neither engine nor workers; main and start build the engine and show the shell alone', () => {
  expect(forbidden('src/app/**')).toEqual(expect.arrayContaining(['#engine/**', '#workers/**', 'comlink']))
  expect(forbidden('src/app/**')).not.toContain('#features/**')
  for (const builder of ['src/main.tsx', 'src/start.ts']) {
    expect(forbidden(builder), builder).toEqual(expect.arrayContaining(['#features/**', '#workers/**', 'comlink']))
    expect(forbidden(builder), builder).not.toContain('#engine/**')
  }
})
