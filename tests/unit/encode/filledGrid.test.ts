import { expect, test } from 'vitest'
import { filledGrid } from '#workers/encode/filledGrid.ts'

test('known cells keep their mean, the others lie between what is known around them', () => {
  const [columns, rows] = [9, 7]
  const sums = new Float64Array(columns * rows * 4)
  sums.set([400, 0, 40, 2], 0)
  sums.set([30, 90, 60, 3], (columns * rows - 1) * 4)
  const colours = filledGrid({ columns, rows, sums })
  expect([...colours.slice(0, 3)]).toEqual([200, 0, 20])
  expect([...colours.slice(-3)]).toEqual([10, 30, 20])
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const [red = 0, green = 0, blue = 0] = colours.slice(cell * 3, cell * 3 + 3)
    expect(red).toBeGreaterThanOrEqual(10)
    expect(red).toBeLessThanOrEqual(200)
    expect(green).toBeLessThanOrEqual(30)
    expect(blue).toBeCloseTo(20, 6)
  }
})

test('a grid of which nothing is known is black', () => {
  expect([...filledGrid({ columns: 2, rows: 1, sums: new Float64Array(8) })]).toEqual([0, 0, 0, 0, 0, 0])
})
