import { describe, expect, it } from 'vitest'
import { brightnessOf, toneBehind } from '#core/surface.ts'

const pixels = (...rgba: number[]) => new Uint8ClampedArray(rgba)

describe('the checker behind a cutout', () => {
  it('is dark behind a bright subject, light behind a dark one, and else as the page is', () => {
    expect(toneBehind(brightnessOf(pixels(250, 248, 240, 255)))).toBe('dark')
    expect(toneBehind(brightnessOf(pixels(20, 24, 40, 255)))).toBe('light')
    expect(toneBehind(brightnessOf(pixels(120, 130, 110, 255)))).toBeUndefined()
  })

  it('does not heed what is cut away', () => {
    expect(brightnessOf(pixels(255, 255, 255, 0, 0, 0, 0, 255))).toBe(0)
    expect(brightnessOf(pixels(255, 255, 255, 255, 0, 0, 0, 85))).toBeCloseTo(0.75)
    expect(toneBehind(brightnessOf(pixels(255, 255, 255, 0)))).toBeUndefined()
  })
})
