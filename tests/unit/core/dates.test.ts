import { afterEach, expect, test } from 'vitest'
import { clockInWords, clockWithSecondsInWords, dayInWords } from '#core/dates.ts'
import { learn, speakIn } from '#core/say.ts'

const at = new Date(2026, 10, 30, 14, 5, 9).getTime()

afterEach(() => speakIn('en'))

test('English has days and hours in the British way', () => {
  expect(dayInWords(at)).toBe('30 Nov 2026')
  expect(clockInWords(at)).toBe('14:05')
  expect(clockWithSecondsInWords(at)).toBe('14:05:09')
})

test('days are written as the language does that is spoken now', () => {
  learn('de', {})
  speakIn('de')
  expect(dayInWords(at)).toBe('30.11.2026')
  learn('ja', {})
  speakIn('ja')
  expect(dayInWords(at)).toBe('2026/11/30')
})
