import { expect, test } from 'vitest'
import { languageFor } from '#core/languages.ts'
import { fakeApp } from './fakes.ts'

test('another language is the page’s once its words are there', async () => {
  const { app } = fakeApp()
  await app.language.choose('de')
  expect(app.store.getState()).toMatchObject({ language: 'de', notices: [] })
})

test('a language whose words cannot be had changes nothing, and is told', async () => {
  const { app } = fakeApp()
  await app.language.choose('ja')
  expect(app.store.getState()).toMatchObject({ language: 'en', notices: [{ reason: 'language-missing' }] })
})

test('a browser’s languages are looked through in their order, whatever the land', () => {
  expect(languageFor(['gsw', 'de-CH', 'fr'])).toBe('de')
  expect(languageFor(['AR-eg'])).toBe('ar')
  expect(languageFor(['sv', 'nb'])).toBe('en')
  expect(languageFor([])).toBe('en')
})
