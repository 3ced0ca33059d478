import { expect, it } from 'vitest'
import { studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import { plainEnough } from '#workers/pixels/keyer/plain.ts'
import { addGrain, box, type Colour, disc, numbers, paint, type Shape } from './scene.ts'

const white = (): Colour => [255, 255, 255]

/** A wall of bricks of many shades between these sides. */
function wall(left: number, top: number, right: number, bottom: number): Shape[] {
  const next = numbers(7)
  const bricks: Shape[] = [box(left, top, right, bottom, [170, 160, 150])]
  for (let y = top; y < bottom; y += 16) {
    for (let x = left; x < right; x += 30) {
      const shade = 0.6 + 0.6 * next()
      const colour: Colour = [170 * shade, 90 * shade, 70 * shade]
      bricks.push(box(x, y, Math.min(right, x + 28), Math.min(bottom, y + 14), colour))
    }
  }
  return bricks
}

const scoreOf = (shapes: Shape[]) => {
  const { photo } = paint(300, 360, white, shapes)
  addGrain(photo, 1)
  return studyBackdrop(photo).plain.score
}

it('a plain frame round a photo is no backdrop', () => {
  const figure = disc(150, 200, 60, [40, 70, 120])
  expect(scoreOf([...wall(24, 24, 276, 336), figure])).toBeLessThan(plainEnough)
  // A screenshot whose margins differ.
  expect(scoreOf([...wall(60, 10, 240, 300), figure])).toBeLessThan(plainEnough)
})

it('a box of one colour, and what is no rectangle, stand before a backdrop', () => {
  expect(scoreOf([box(60, 80, 240, 300, [40, 70, 120])])).toBeGreaterThan(plainEnough)
  expect(scoreOf([disc(150, 180, 110, [150, 80, 40]), box(100, 100, 200, 200, [40, 70, 120])])).toBeGreaterThan(
    plainEnough,
  )
})
