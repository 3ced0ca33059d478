import { expect, test } from 'vitest'
import { joinedAlpha, laidOver } from '#workers/pixels/joinedAlpha.ts'

test('two alphas join by their product, rounded, for every pair there is', () => {
  for (let own = 0; own <= 255; own += 1) {
    for (let mask = 0; mask <= 255; mask += 1) {
      if (joinedAlpha(own, mask) !== Math.round((own * mask) / 255)) throw new Error(`${own} and ${mask}`)
    }
  }
})

test('a colour before a backdrop is mixed by its alpha, rounded', () => {
  for (let alpha = 0; alpha <= 255; alpha += 1) {
    for (const [value, backdrop] of [
      [0, 255],
      [255, 0],
      [200, 31],
      [17, 17],
      [3, 254],
    ] as const) {
      expect(laidOver(value, backdrop, alpha)).toBe(Math.round((value * alpha + backdrop * (255 - alpha)) / 255))
    }
  }
})
