import { expect, test } from 'vitest'
import { key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import type { Rgba } from '#workers/pixels/keyer/reduced.ts'

/** A dark box in the middle of a light, grainy backdrop. */
function boxPhoto(width: number, height: number): Rgba {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height]
    const light = 235 + (Math.imul(at, 2654435761) >>> 30)
    const isInside = Math.abs(x - 0.5) < 0.2 && Math.abs(y - 0.5) < 0.3
    data.set(isInside ? [180, 40, 30, 255] : [light, light, light, 255], at * 4)
  }
  return { data, width, height }
}

test('keying costs by area: a strip of 20000 by 8 takes about as long as a square of as many pixels', () => {
  const shapes = [boxPhoto(400, 400), boxPhoto(20_000, 8), boxPhoto(8, 20_000)] as const
  const times = shapes.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 4; round += 1)
    for (const [index, photo] of shapes.entries()) {
      const start = performance.now()
      key(photo, studyBackdrop(photo))
      times[index] = Math.min(times[index] ?? 0, performance.now() - start)
    }
  // Measured: 0.9 to 1.3. A cost by the longer side would be 50.
  const [square = 0, ...strips] = times
  for (const strip of strips) expect(strip / square).toBeLessThan(8)
})
