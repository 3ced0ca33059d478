import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { projectOf } from '#core/sessions/project.ts'
import { templatesOf } from '#core/templates/templateFile.ts'

/** The first block of JSON on a page. */
function exampleOf(page: string): string {
  return /```json\n([\s\S]*?)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? ''
}

test('the example of a project file is one', () => {
  expect(projectOf(exampleOf('docs/project-file.md'))).toMatchObject({
    ok: true,
    value: { photos: [{ name: 'mug.jpg' }] },
  })
})

test('the example of a template file is one, and all of it is understood', () => {
  const example = exampleOf('docs/templates.md')
  const read = templatesOf(example)
  expect(read.ok ? read.value : read).toEqual(JSON.parse(example).templates)
})

test('pages link to files that are there, and name files of the code that are there', () => {
  const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((name) => `docs/${name}`)]
  for (const page of pages.filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(page, 'utf8')
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g))
      expect.soft(existsSync(join(dirname(page), link)), `${page}: ${link}`).toBe(true)
    for (const [, path = ''] of text.matchAll(/`((?:src|workers|tests|tools)\/[\w/.-]+\.(?:ts|tsx))`/g))
      expect.soft(existsSync(path), `${page}: ${path}`).toBe(true)
  }
})

test('each test that SECURITY.md names holds its promise under this very name', () => {
  const text = readFileSync('SECURITY.md', 'utf8')
  // A file, then one name or more.
  const named = [...text.matchAll(/`(tests\/[^`]+)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(([, path = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => [path, name] as const),
  )
  expect(named.length).toBeGreaterThan(20)
  for (const [path, name] of named) expect.soft(readFileSync(path, 'utf8'), `${path}: ${name}`).toContain(name)
})
