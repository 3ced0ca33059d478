import { expect, test } from 'vitest'
import { plainDigits } from '#ui/digits.ts'

test.each([
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['０１２３４５６７８９', '0123456789'],
  ['-１20', '-120'],
  ['12 px', '12 px'],
])('%s is the number %s', (written, plain) => {
  expect(plainDigits(written)).toBe(plain)
})
