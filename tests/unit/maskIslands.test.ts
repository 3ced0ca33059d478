import { describe, expect, it } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { applyControls } from '#workers/pixels/mask/controls.ts'
import { dropSpecks, fillHoles, keepLargest, keepObjects, listObjects } from '#workers/pixels/mask/islands.ts'
import { applyLevels, applyThreshold, invertMask, maskHistogram } from '#workers/pixels/mask/levels.ts'
import { findParts } from '#workers/pixels/mask/runs.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

/** Draws a mask from rows of characters: '#' is 255, '.' is 0, a digit d is 25 d. */
function drawn(...rows: string[]): GrayRaster {
  const width = rows[0]?.length ?? 0
  const values = [...rows.join('')].map((sign) => (sign === '#' ? 255 : sign === '.' ? 0 : 25 * Number(sign)))
  return { width, height: rows.length, data: Uint8Array.from(values) }
}

describe('connected parts', () => {
  it.each([true, false])('are the same as a flood fill finds (corners connect: %s)', (corners) => {
    const random = seededRandom(5)
    const [width, height] = [61, 47]
    const mask = { width, height, data: Uint8Array.from({ length: width * height }, () => (random() < 0.55 ? 255 : 0)) }
    const parts = findParts(mask, (value) => value > 0, corners)
    const labels = new Int32Array(mask.data.length).fill(-1)
    for (const [run, start] of parts.starts.entries()) labels.fill(parts.owners[run] ?? -1, start, parts.ends[run])
    const expected = new Int32Array(mask.data.length).fill(-1)
    let count = 0
    for (let seed = 0; seed < expected.length; seed++) {
      if (mask.data[seed] === 0 || expected[seed] !== -1) continue
      const stack = [seed]
      expected[seed] = count
      for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const x: number = (at % width) + dx
            const y: number = Math.floor(at / width) + dy
            if (x < 0 || y < 0 || x >= width || y >= height || (!corners && dx !== 0 && dy !== 0)) continue
            const next: number = y * width + x
            if (mask.data[next] === 0 || expected[next] !== -1) continue
            expected[next] = count
            stack.push(next)
          }
        }
      }
      count++
    }
    expect(parts.count).toBe(count)
    expect(labels).toEqual(expected)
  })
})

describe('objects of a mask', () => {
  const scene = drawn('##......', '#4....8.', '........', '...1....', '.####...', '.####...')

  it('are listed with area and box', () => {
    const objects = listObjects(scene)
    expect(objects.map(({ box }) => box)).toEqual([
      { x: 0, y: 0, width: 2, height: 2 },
      { x: 6, y: 1, width: 1, height: 1 },
      { x: 1, y: 4, width: 4, height: 2 },
    ])
    expect(objects.map(({ area }) => Math.round(area * 10) / 10)).toEqual([3.4, 0.8, 8])
  })

  it('are picked by number, faint rims with them', () => {
    expect(keepObjects(scene, new Set([0, 1]))).toEqual(
      drawn('##......', '#4....8.', '........', '........', '........', '........'),
    )
    expect(keepLargest(scene)).toEqual(drawn('........', '........', '........', '...1....', '.####...', '.####...'))
  })

  it('are dropped when small', () => {
    expect(dropSpecks(scene, 2)).toEqual(drawn('##......', '#4......', '........', '...1....', '.####...', '.####...'))
  })

  it('may be none at all', () => {
    const empty = drawn('....', '....')
    expect(listObjects(empty)).toEqual([])
    expect(keepLargest(empty)).toEqual(empty)
  })
})

describe('holes', () => {
  const ring = drawn('########', '#6....6#', '#......#', '########', '###.####', '####.###', '###.....')

  it('are filled up to a size, soft rims included, and openings to the outside are not', () => {
    expect(fillHoles(ring, 20)).toEqual(
      drawn('########', '########', '########', '########', '########', '####.###', '###.....'),
    )
    expect(fillHoles(ring, 3).data.filter((value) => value < 255)).toHaveLength(18)
  })
})

describe('levels', () => {
  const ramp: GrayRaster = { width: 256, height: 1, data: Uint8Array.from({ length: 256 }, (_, i) => i) }

  it('stretch between black and white', () => {
    const { data } = applyLevels(ramp, { black: 50, white: 150 })
    expect([data[0], data[50], data[100], data[150], data[255]]).toEqual([0, 0, 128, 255, 255])
    expect(applyLevels(ramp, { black: 0, white: 255, gamma: 2 }).data[64]).toBe(128)
    expect(() => applyLevels(ramp, { black: 90, white: 90 })).toThrow(RangeError)
  })

  it('count into a histogram', () => {
    expect(maskHistogram(drawn('##..', '4444')).filter((count) => count > 0)).toEqual(Uint32Array.from([2, 4, 2]))
  })

  it('harden and invert', () => {
    expect(applyThreshold(drawn('.123456789#'), 125)).toEqual(drawn('.....######'))
    expect(invertMask(drawn('#..#'))).toEqual(drawn('.##.'))
  })
})

describe('the controls together', () => {
  it('work in their order and leave the mask alone', () => {
    const mask = drawn('.........', '.#####..#', '.##.##...', '.#####...', '.........', '.........')
    const before = mask.data.slice()
    const changed = applyControls(mask, { objects: 'largest', holesUpToPixels: 4, growPixels: -1, threshold: 128 })
    expect(changed).toEqual(drawn('.........', '.........', '..###....', '.........', '.........', '.........'))
    expect(applyControls(mask, { specksBelowPixels: 2, invert: true }).data[17]).toBe(255)
    expect(mask.data).toEqual(before)
    expect(applyControls(mask, {}).data).toEqual(before)
  })
})
