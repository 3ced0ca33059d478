import { expect, test } from 'vitest'
import { patienceSeconds } from '#core/ways/patience.ts'

test('a card is waited for many times as long as expected, longer where that is a guess, and never for less than a minute', () => {
  expect(patienceSeconds(0, true)).toBe(60)
  expect(patienceSeconds(0, false)).toBe(180)
  expect(patienceSeconds(20_000, true)).toBe(200)
  expect(patienceSeconds(20_000, false)).toBe(600)
  for (const expectedMs of [1, 1000, 60_000, 3_600_000])
    expect(patienceSeconds(expectedMs, false)).toBeGreaterThan(patienceSeconds(expectedMs, true))
})
