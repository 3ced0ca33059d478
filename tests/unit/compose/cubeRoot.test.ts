import { expect, test } from 'vitest'
import { cubeRoot } from '#workers/compose/cubeRoot.ts'

test('a cube root is right to 3 parts in 100 000, from the darkest light to white', () => {
  for (let value = 1e-9; value < 4; value *= 1.01)
    expect(Math.abs(cubeRoot(value) / Math.cbrt(value) - 1)).toBeLessThan(3e-5)
})

test('nothing, and what is less, has none', () => {
  expect([0, -1, Number.NaN].map(cubeRoot)).toEqual([0, 0, 0])
})
