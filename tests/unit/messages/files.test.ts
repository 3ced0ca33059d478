import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { expect, test } from 'vitest'
import { type LanguageCode, languageCodes } from '#core/languages.ts'
import { areas } from '#messages/areas.ts'

const folder = resolve(import.meta.dirname, '../../../src/messages')
const allAreas = [...areas.first, ...areas.later].sort()

function messagesOf(language: LanguageCode, area: string): Record<string, string> {
  const path = join(folder, language, `${area}.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

type Compiled = string | readonly (string | readonly [string, string?, (string | Readonly<Record<string, unknown>>)?])[]

const compiled = (text: string) => compileMessage(text) as Compiled

/** A case of a plural; beside them stands how much is taken off first. */
const isMessage = (value: unknown): value is Compiled => typeof value === 'string' || Array.isArray(value)

/** Arguments of a message and of all its cases, with the number of tags; by their names. */
function argumentsOf(message: Compiled, found = new Set<string>()): Set<string> {
  if (typeof message === 'string') {
    for (const [tag] of message.matchAll(/<\w+>/g)) found.add(tag)
    return found
  }
  for (const part of message) {
    if (typeof part === 'string') argumentsOf(part, found)
    else {
      const [name, , cases] = part
      found.add(name)
      if (typeof cases === 'object' && cases !== null)
        for (const inner of Object.values(cases)) if (isMessage(inner)) argumentsOf(inner, found)
    }
  }
  return found
}

/** The cases of each plural in a message. */
function pluralsIn(message: Compiled, found: string[][] = []): string[][] {
  if (typeof message === 'string') return found
  for (const part of message) {
    if (typeof part === 'string') continue
    const [, kind, cases] = part
    if (typeof cases !== 'object' || cases === null) continue
    if (kind === 'plural')
      found.push(Object.keys(cases).filter((name) => name !== 'offset' && cases[name] !== undefined))
    for (const inner of Object.values(cases)) if (isMessage(inner)) pluralsIn(inner, found)
  }
  return found
}

test('every file of messages belongs to a part of the page', () => {
  for (const language of languageCodes) {
    const files = readdirSync(join(folder, language)).map((name) => name.replace('.json', ''))
    expect({ language, files: files.sort() }).toEqual({ language, files: allAreas })
  }
})

test('every message bears the name of its file and stands in it once', () => {
  for (const area of allAreas) {
    const ids = Object.keys(messagesOf('en', area))
    expect(ids.filter((id) => !id.startsWith(`${area}.`))).toEqual([])
    const text = readFileSync(join(folder, 'en', `${area}.json`), 'utf8')
    expect(text.match(/^ {2}"/gm)?.length ?? 0).toBe(ids.length)
  }
})

test.each(languageCodes)('no message is missing in %s, and each has the arguments of the English one', (language) => {
  const wrong: string[] = []
  let count = 0
  for (const area of allAreas) {
    const [english, other] = [messagesOf('en', area), messagesOf(language, area)]
    for (const id of Object.keys(other)) if (!(id in english)) wrong.push(`${id}: not in English`)
    for (const [id, text] of Object.entries(english)) {
      count += 1
      const said = other[id]
      if (said === undefined || said.trim() === '') {
        wrong.push(`${id}: missing`)
        continue
      }
      const [wanted, given] = [argumentsOf(compiled(text)), argumentsOf(compiled(said))]
      for (const name of wanted) if (!given.has(name)) wrong.push(`${id}: ${name} is missing`)
      for (const name of given) if (!wanted.has(name)) wrong.push(`${id}: ${name} is not known`)
    }
  }
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(700)
})

test.each(languageCodes)('plurals in %s have all cases of the language', (language) => {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
  // The rare case of French and Spanish is that of millions, which nothing here counts.
  for (const area of allAreas)
    for (const [id, text] of Object.entries(messagesOf(language, area)))
      for (const cases of pluralsIn(compiled(text)))
        expect({
          id,
          lacking: needed
            .filter((name) => name !== 'many' || language === 'ar')
            .filter((name) => !cases.includes(name)),
        }).toEqual({ id, lacking: [] })
})
