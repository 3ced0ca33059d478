import { afterEach, expect, test } from 'vitest'
import { builtInModels } from '#core/models.ts'
import { modelInWords } from '#core/modelWords.ts'
import { learn, speakIn } from '#core/say.ts'

afterEach(() => speakIn('en'))

test('where English is spoken, models are shown as programs name them', () => {
  expect(builtInModels.map(modelInWords)).toEqual(builtInModels.map(({ name }) => name))
})

test('only names that are words follow the language', () => {
  learn('de', { 'catalogue.model.auto': 'Automatik' })
  speakIn('de')
  expect(modelInWords({ id: 'auto', name: 'Auto' })).toBe('Automatik')
  expect(modelInWords({ id: 'birefnet-lite', name: 'BiRefNet Lite' })).toBe('BiRefNet Lite')
})
