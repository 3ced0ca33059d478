import { expect, test } from 'vitest'
import { clearSpecks } from '#workers/pixels/keyer/specks.ts'

const width = 12

/** Rows of digits: 0 is clear, 9 is subject. */
const alphaOf = (...rows: string[]) => Uint8Array.from(rows.join(''), (digit) => Math.round((Number(digit) * 255) / 9))

test('a few lone pixels that hardly stand out are cleared; a dot, and what belongs to more, stay', () => {
  const alpha = alphaOf('000000000000', '090000000090', '005000000000', '000000009999', '000990009999', '000000009999')
  const distances = new Uint8Array(alpha.length).fill(10)
  // The dot in the second row is of another colour than the backdrop.
  distances[width + 10] = 60
  clearSpecks(alpha, distances, width, { area: 4, peak: 12 })
  expect(alpha).toEqual(
    alphaOf('000000000000', '000000000090', '000000000000', '000000009999', '000000009999', '000000009999'),
  )
})

test('a line of single pixels stays', () => {
  const alpha = alphaOf('900000000000', '090000000000', '009000000000', '000900000000', '000090000000', '000009000000')
  const before = alpha.slice()
  clearSpecks(alpha, new Uint8Array(alpha.length), width, { area: 4, peak: 12 })
  expect(alpha).toEqual(before)
})
