import { expect, test } from 'vitest'
import { aspectSize, squareSize } from '#workers/birefnet/tier.ts'

test('all but the dynamic variant see a square', () => {
  expect(squareSize(1024)).toEqual({ width: 1024, height: 1024 })
})

test.each([
  [
    { width: 4000, height: 4000 },
    { width: 1024, height: 1024 },
  ],
  [
    { width: 4000, height: 3000 },
    { width: 1184, height: 896 },
  ],
  [
    { width: 3000, height: 4000 },
    { width: 896, height: 1184 },
  ],
  [
    { width: 20_000, height: 8 },
    { width: 2304, height: 256 },
  ],
])('an input keeps the proportions of %o in whole tiles of 32', (photo, input) => {
  expect(aspectSize(photo, 1024)).toEqual(input)
})
