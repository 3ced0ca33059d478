import { expect, test } from 'vitest'
import { failure, success } from '#core/outcome.ts'
import { adviceOf, isReason, reasons } from '#core/reasons.ts'

test('an outcome carries either a value or a reason', () => {
  expect(success(3)).toEqual({ ok: true, value: 3 })
  expect(failure('damaged')).toEqual({ ok: false, reason: 'damaged' })
  expect(failure('damaged', 'bad CRC').detail).toBe('bad CRC')
})

test.each(reasons)('%s says what happened and what to do, in whole sentences', (reason) => {
  for (const detail of [undefined, '48213 bytes']) {
    const { what, next } = adviceOf(reason, detail)
    expect(what).toMatch(/^[A-Z][^{}]*\.$/)
    expect(next).toMatch(/^[A-Z][^{}]*\.$/)
  }
})

test('a detail stands where the words leave a place for it', () => {
  expect(adviceOf('cannot-be-so-small', '48213 bytes').what).toBe(
    'The file cannot be made so small: 48 kB is the least.',
  )
  expect(adviceOf('cannot-be-so-small').what).toBe('The file cannot be made so small.')
  expect(adviceOf('damaged', 'bad CRC').what).toBe('This picture is damaged and cannot be opened.')
  expect(adviceOf('too-many-pixels').what).toContain('100 megapixels or 32767 pixels')
})

test('only names of the list are reasons', () => {
  expect(isReason('damaged')).toBe(true)
  expect(isReason('toString')).toBe(false)
})
