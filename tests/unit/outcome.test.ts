import { expect, test } from 'vitest'
import { failure, success } from '#core/outcome.ts'
import { advice } from '#core/reasons.ts'

test('an outcome carries either a value or a reason', () => {
  expect(success(3)).toEqual({ ok: true, value: 3 })
  expect(failure('damaged')).toEqual({ ok: false, reason: 'damaged' })
  expect(failure('damaged', 'bad CRC').detail).toBe('bad CRC')
})

test('every reason says what happened and what to do, in whole sentences', () => {
  for (const { what, next } of Object.values(advice)) {
    expect(what).toMatch(/^[A-Z].*\.$/)
    expect(next).toMatch(/^[A-Z].*\.$/)
  }
})
