import { describe, expect, it } from 'vitest'
import type { AnsweredStroke } from '#core/hints.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'
import { hintedMask } from '#workers/hint/hintedMask.ts'
import { answerOf } from '#workers/hint/region.ts'

const [width, height] = [160, 120]
const grid = { width: 40, height: 30 }

/** A photo of a red square from (41, 41) to (99, 83) on grey: its edges lie between the grid's. */
function photo() {
  const data = new Uint8Array(4 * width * height)
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    data.set(isSquare(x, y) ? [200, 30, 30, 255] : [90, 90, 90, 255], 4 * at)
  }
  return { width, height, data }
}

const isSquare = (x: number, y: number) => x >= 41 && x < 99 && y >= 41 && y < 83

/** A smart stroke that means the square: each cell as far as it lies within. */
function stroke(kind: 'keep' | 'remove'): AnsweredStroke {
  const region = Float32Array.from({ length: grid.width * grid.height }, (_, cell) => {
    let inside = 0
    for (let at = 0; at < 16; at++)
      inside += Number(isSquare(4 * (cell % 40) + (at % 4), 4 * Math.floor(cell / 40) + Math.floor(at / 4)))
    return inside / 16
  })
  return {
    ...strokeOf([[60, 60]], { kind, nature: 'smart' }),
    answer: { ...answerOf(region, grid), changedShare: 0.1 },
  }
}

const filled = (value: number) => ({ width, height, data: new Uint8Array(width * height).fill(value) })

/** How many pixels are on the wrong side of one half, of a mask that has the square and nothing else (or all else). */
function wrong({ data }: { data: Uint8Array }, isWithout: boolean): number {
  return data.filter((value, at) => value > 127 !== (isSquare(at % width, Math.floor(at / width)) !== isWithout)).length
}

describe('a mask with what smart strokes come to', () => {
  it('gains a region along the edges of the photo, which are finer than those of the answer', () => {
    expect(wrong(hintedMask(filled(0), photo, [stroke('keep')]), false)).toBeLessThan(30)
  })

  it('loses one likewise', () => {
    expect(wrong(hintedMask(filled(255), photo, [stroke('remove')]), true)).toBeLessThan(30)
  })

  it('is only ever added to by Keep and taken from by Remove, and stays as it is elsewhere, bit for bit', () => {
    const before = filled(77)
    const kept = hintedMask(before, photo, [stroke('keep')])
    const removed = hintedMask(before, photo, [stroke('remove')])
    expect(kept.data.every((value) => value >= 77)).toBe(true)
    expect(removed.data.every((value) => value <= 77)).toBe(true)
    for (const at of [0, 20 * width + 20, 110 * width + 150])
      expect([kept.data[at], removed.data[at]]).toEqual([77, 77])
    expect(before.data.every((value) => value === 77)).toBe(true)
  })

  it('has what the later stroke said', () => {
    const at = 60 * width + 60
    expect(hintedMask(filled(77), photo, [stroke('keep'), stroke('remove')]).data[at]).toBe(0)
    expect(hintedMask(filled(77), photo, [stroke('remove'), stroke('keep')]).data[at]).toBe(255)
  })

  it('is the very mask where no stroke has an answer', () => {
    const mask = filled(3)
    const look = () => {
      throw new Error('the photo is not needed')
    }
    expect(hintedMask(mask, look, [strokeOf([[5, 5]]), strokeOf([[5, 5]], { nature: 'smart' })])).toBe(mask)
  })
})
