import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { installedParts, namedParts } from '#tools/licences/parts.ts'
import { isPermitted } from '#tools/licences/terms.ts'
import { packageOf } from '#tools/notices/bundled.ts'
import { conditions, copyrightLines, isStandard } from '#tools/notices/licence.ts'
import { reasons } from '#tools/notices/reasons.ts'

const root = resolve(import.meta.dirname, '../..')
const notices = readFileSync(join(root, 'THIRD-PARTY.md'), 'utf8')
const pins = z
  .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
const listed = new Map(
  [...notices.matchAll(/^- \*\*(\S+) (\d\S*)\*\*/gm)].map(([, name = '', version = '']) => [name, version]),
)

const mit = `Permission is hereby granted to anyone, "as is".

The above copyright notice shall be included.`

test('every package that the app is made from is named with its version (else: npm run notices)', () => {
  for (const [name, version] of Object.entries(pins.dependencies)) expect.soft(listed.get(name), name).toBe(version)
})

test('what others made and only the build names is there too: the service worker', () => {
  for (const name of ['workbox-core', 'workbox-precaching'])
    expect.soft(listed.get(name), name).toBe(pins.devDependencies[name])
})

test('the versions are those that are installed', () => {
  for (const [name, version] of listed) {
    const path = join(root, 'node_modules', name, 'package.json')
    expect.soft(existsSync(path), name).toBe(true)
    expect
      .soft(z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version, name)
      .toBe(version)
  }
})

test('every licence that is named has its text or its address, and none takes more than it gives', () => {
  const ids = [...notices.matchAll(/^- \*\*.+?\*\* \(([^)]+)\)/gm)].flatMap(([, terms = '']) =>
    terms.split(/ AND | WITH /),
  )
  expect(ids.length).toBeGreaterThan(30)
  for (const id of new Set(ids)) expect.soft(notices, id).toMatch(new RegExp(`^### .*${id}`, 'm'))
  expect(ids.join()).not.toMatch(/(?<!L)GPL|NC|SSPL|BUSL/)
  // The LGPL asks that its part can be replaced: only libheif, whose files are its own.
  const lesser = [...notices.matchAll(/^- \*\*([^*]+)\*\* \(LGPL/gm)].map(([, name]) => name?.replace(/ [\d.]+$/, ''))
  expect(lesser).toEqual(['libheif-js', 'libheif', 'libde265'])
})

test('each package says why it is part of the app, and no reason is left of one that is gone', () => {
  for (const name of listed.keys()) {
    expect.soft(reasons[name], name).toBeDefined()
    expect.soft(notices, name).toContain(`_Why: ${reasons[name]}._`)
  }
  expect(Object.keys(reasons).filter((name) => !listed.has(name))).toEqual([])
})

test('all that ships, and all that is installed with it, is under terms that permit any use', () => {
  const parts = [...namedParts(root), ...installedParts(root)]
  expect(parts.length).toBeGreaterThan(60)
  expect(parts.filter(({ name, terms }) => !isPermitted(terms, name))).toEqual([])
})

test.each([
  ['MIT', 'a', true],
  ['(MIT OR GPL-3.0-only)', 'a', true],
  ['Apache-2.0 AND BSD-3-Clause', 'a', true],
  ['Apache-2.0 WITH LLVM-exception', 'a', true],
  ['MIT AND GPL-3.0-only', 'a', false],
  ['AGPL-3.0', 'a', false],
  ['CC-BY-NC-4.0', 'a', false],
  ['LGPL-3.0', 'a', false],
  ['LGPL-3.0', 'libheif-js', true],
  ['none stated', 'a', false],
])('%s of %s may ship: %s', (terms, name, may) => expect(isPermitted(terms, name)).toBe(may))

test('a source file belongs to the innermost package on its path', () => {
  expect(packageOf('../../node_modules/react-dom/index.js')).toBe('react-dom')
  expect(packageOf('node_modules/a/node_modules/@scope/b/dist/c.js')).toBe('@scope/b')
  expect(packageOf('../../src/main.tsx')).toBeUndefined()
})

test('copyright statements are told from conditions that speak of copyright', () => {
  const text = `MIT License\n\n  Copyright (c) 2020 A\n * Copyright B and others\nCopyright [yyyy] [name]\ncopyright notice and\nCopyright (c) 2020 A`
  expect(copyrightLines(text)).toEqual(['Copyright (c) 2020 A', 'Copyright B and others'])
})

test('a licence file is standard whatever its title, holder, quotation marks and line ends; one that says more is not', () => {
  const file = `The MIT License (MIT)\n\nCopyright (c) 2022 C\n\n${mit.replaceAll('"', '”').replaceAll(' ', '\n')}\n`
  expect(isStandard(file, mit)).toBe(true)
  expect(isStandard(`${file}\nThe icons are under other terms.`, mit)).toBe(false)
  expect(conditions(`MIT License\n\nCopyright (c) 2022 C\n\n${mit}`)).toBe(mit)
})
