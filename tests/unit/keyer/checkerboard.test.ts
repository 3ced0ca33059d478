import { describe, expect, it } from 'vitest'
import { findCheckerboard } from '#workers/pixels/keyer/checkerboard.ts'
import { key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import { addGrain, box, type Colour, compare, disc, likeJpeg, paint, ring, type Shape } from './scene.ts'

const [width, height] = [360, 280]
const orange: Colour = [235, 120, 40]

const board =
  (step: number, light: number, dark: number, from = 0) =>
  (x: number, y: number): Colour => {
    const isDark = (Math.floor((x - from) / step) + Math.floor((y - from) / step)) % 2 !== 0
    const value = isDark ? dark : light
    return [value, value, value]
  }

/** Pixels of a board as a program paints them, each of one colour; `paint` mixes only where shapes are. */
function painted(backdrop: (x: number, y: number) => Colour, shapes: Shape[]) {
  return paint(width, height, (x, y) => backdrop(x + 0.5, y + 0.5), shapes)
}

describe('a painted checkerboard', () => {
  it.each([
    ['of web pages', board(8, 255, 204)],
    ['that is faint', board(10, 255, 239)],
    ['that is dark', board(16, 102, 77)],
    ['that was scaled', board(13.4, 255, 191, 5.2)],
  ])('%s goes, and no square of it stays', (_, backdrop) => {
    const scene = painted(backdrop, [disc(180, 150, 88, orange), box(160, 100, 200, 130, [255, 255, 255])])
    const { alpha } = key(scene.photo, studyBackdrop(scene.photo))
    const { iou } = compare(alpha, scene.alpha)
    expect(iou).toBeGreaterThan(0.98)
    expect(alpha[115 * width + 180]).toBe(255)
    expect(alpha.filter((value, index) => value > 12 && scene.alpha[index] === 0).length).toBeLessThan(400)
  })

  it('is seen through a ring, also in lossy files', () => {
    const scene = painted(board(12, 255, 204), [ring(180, 140, 110, 70, orange)])
    addGrain(scene.photo, 1)
    likeJpeg(scene.photo, 3)
    const { alpha, holes } = key(scene.photo, studyBackdrop(scene.photo))
    expect([alpha[140 * width + 180], holes?.closed[140 * width + 180]]).toEqual([0, 255])
    expect(compare(alpha, scene.alpha).iou).toBeGreaterThan(0.95)
  })

  it('is not seen in stripes, in one colour, or in grain', () => {
    const stripes = (x: number): Colour => (Math.floor(x / 10) % 2 === 0 ? [255, 255, 255] : [200, 200, 200])
    for (const backdrop of [stripes, (): Colour => [240, 240, 240]])
      expect(findCheckerboard(painted(backdrop, [disc(180, 140, 60, orange)]).photo)).toBeUndefined()
    const grainy = painted((): Colour => [200, 200, 200], [])
    addGrain(grainy.photo, 12)
    expect(findCheckerboard(grainy.photo)).toBeUndefined()
  })
})
