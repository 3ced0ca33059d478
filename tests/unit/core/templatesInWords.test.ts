import { expect, test } from 'vitest'
import { builtInTemplates, builtInTemplatesInWords } from '#core/templates/builtIn.ts'

test('where English is spoken, people are shown the names that commands know', () => {
  const shown = builtInTemplatesInWords()
  expect(shown.map(({ name }) => name)).toEqual(builtInTemplates.map(({ name }) => name))
  for (const { rule } of shown) expect(rule).toMatch(/^\S.*\.$/)
})
