import { expect, test } from 'vitest'
import { growthOf, isLeak, rowsOf } from '#tools/soak/figures.ts'

const held = {
  pageBytes: 12e6,
  workerBytes: 80e6,
  listeners: 270,
  nodes: 600,
  workers: 4,
  urls: 0,
  bitmaps: 0,
  fileBytes: 900,
}

const leaks = (after: Partial<typeof held>) =>
  rowsOf(held, { ...held, ...after })
    .filter(isLeak)
    .map(({ name }) => name)

test('what stays as it was is no leak, nor is what became less', () => {
  expect(leaks({})).toEqual([])
  expect(leaks({ workers: 3, workerBytes: 70e6 })).toEqual([])
})

test('one address, picture or worker more is a leak; of heaps and nodes it has to be more than engines do by themselves', () => {
  expect(leaks({ urls: 1, bitmaps: 1, workers: 5 })).toEqual(['workers', 'object URLs', 'bitmaps'])
  expect(leaks({ pageBytes: 30e6, nodes: 700 })).toEqual([])
  expect(leaks({ pageBytes: 40e6, workerBytes: 110e6, nodes: 2000 })).toEqual(['heap of page and workers', 'nodes'])
  expect(rowsOf(held, { ...held, pageBytes: 13e6 }).map(growthOf)[0]).toBeCloseTo(1)
})
