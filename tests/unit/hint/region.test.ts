import { describe, expect, it } from 'vitest'
import { planeOf } from '#workers/hint/answering.ts'
import { answerOf, reachedFrom, regionOf } from '#workers/hint/region.ts'

/** A picture of letters: each is what `values` says of it. */
function cells<T extends Float32Array | Uint8Array>(
  rows: readonly string[],
  values: Record<string, number>,
  make: (numbers: number[]) => T,
): T {
  return make([...rows.join('')].map((letter) => values[letter] ?? 0))
}

const size = { width: 8, height: 4 }
// o: likely meant, x: likely too, but apart from it; D: the dab.
const picture = ['oo....xx', 'oD....xx', 'oo......', '........']
const likely = cells(picture, { o: 0.9, x: 0.9, D: 0.2, '.': 0.1 }, (numbers) => Float32Array.from(numbers))
const dab = cells(picture, { D: 1 }, (numbers) => Uint8Array.from(numbers))
const all = new Uint8Array(32).fill(1)

const shown = (region: ArrayLike<number>) =>
  picture.map((_, row) => Array.from({ length: 8 }, (_, x) => ((region[row * 8 + x] ?? 0) > 0.5 ? '#' : '.')).join(''))

describe('the region that a dab means', () => {
  it('is what is likely and hangs together with the dab, and always the dab itself', () => {
    expect(shown(regionOf(likely, all, dab, size))).toEqual(['##......', '##......', '##......', '........'])
  })

  it('goes on a little beneath what is right already, so that no seam is left, and not through it', () => {
    // From the third column on the mask is as it is wanted; the rest beyond is likely, but on the other side of it.
    const canChange = cells(['oo....oo', 'oo....oo', 'oo....oo', 'oo....oo'], { o: 1 }, (numbers) =>
      Uint8Array.from(numbers),
    )
    const region = regionOf(
      likely.map(() => 0.9),
      canChange,
      dab,
      size,
    )
    expect(shown(region)).toEqual(['######..', '######..', '######..', '######..'])
  })

  it('leaves all as it is where nothing is likely, but for the dab', () => {
    expect(shown(regionOf(new Float32Array(32), all, dab, size))).toEqual([
      '........',
      '.#......',
      '........',
      '........',
    ])
  })

  it('is told by the cells that it has, and read from them again', () => {
    const region = regionOf(likely, all, dab, size)
    const answer = answerOf(region, size)
    expect(answer.part.width * answer.part.height).toBeLessThan(32)
    for (const [at, value] of planeOf(answer).entries()) expect(value).toBeCloseTo(region[at] ?? 0, 2)
  })

  it('is empty where there is nothing', () => {
    expect(answerOf(new Float32Array(32), size)).toMatchObject({ part: { width: 0, height: 0 } })
  })
})

it('what can be reached goes by sides, not by corners', () => {
  const open = cells(['#.......', '.#......', '.#......', '.###....'], { '#': 1 }, (numbers) =>
    Uint8Array.from(numbers),
  )
  const from = Uint8Array.from({ length: 32 }, (_, at) => (at === 9 ? 1 : 0))
  expect(shown(reachedFrom(from, (cell) => open[cell] === 1, size))).toEqual([
    '........',
    '.#......',
    '.#......',
    '.###....',
  ])
})
