import { describe, expect, test } from 'vitest'
import type { ColourSpace } from '#core/cut.ts'
import { coded, linear } from '#core/lightCurve.ts'
import { initialTones, type Tones } from '#core/tones.ts'
import { daylight, luminanceOf } from '#workers/colour/white.ts'
import { tone } from '#workers/compose/tone.ts'

/** All of a cube's colours in steps of 17, each with another alpha. */
function cube(): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(16 ** 3 * 4)
  for (let index = 0; index < 16 ** 3; index += 1)
    pixels.set([(index >> 8) * 17, ((index >> 4) & 15) * 17, (index & 15) * 17, (index * 7) % 256], index * 4)
  return pixels
}

const toned = (change: Partial<Tones>, pixels = cube(), space: ColourSpace = 'srgb') => {
  tone(pixels, { ...initialTones, ...change }, space)
  return pixels
}
const one = (change: Partial<Tones>, colour: number[], space: ColourSpace = 'srgb') => [
  ...toned(change, Uint8ClampedArray.from([...colour, 255]), space).subarray(0, 3),
]

test('neutral tones leave every byte, and no tone touches alpha or what is not seen', () => {
  expect(toned({})).toEqual(cube())
  const made = toned({ brightness: 60, contrast: 30, saturation: -50, warmth: 80 })
  for (let at = 0; at < made.length; at += 4) {
    expect(made[at + 3]).toBe(cube()[at + 3])
    if (made[at + 3] === 0) expect(made.subarray(at, at + 3)).toEqual(cube().subarray(at, at + 3))
  }
})

describe('against floating numbers', () => {
  const [lr, lg, lb] = [0.2126, 0.7152, 0.0722]
  test.each([
    { brightness: 40 },
    { brightness: -70 },
    { contrast: 60 },
    { contrast: -40 },
    { saturation: 70 },
    { saturation: -30 },
    { brightness: 20, contrast: 30, saturation: 20 },
  ])('%o', (change) => {
    const { brightness, contrast, saturation } = { ...initialTones, ...change }
    const [before, made] = [cube(), toned(change)]
    let sum = 0
    for (let at = 0; at < made.length; at += 4) {
      if (made[at + 3] === 0) continue
      const light = [0, 1, 2].map((channel) => {
        const value = linear((before[at + channel] ?? 0) / 255) * 2.5 ** (brightness / 100)
        return 0.18 * (value / 0.18) ** (2 ** (contrast / 100))
      })
      const grey = lr * (light[0] ?? 0) + lg * (light[1] ?? 0) + lb * (light[2] ?? 0)
      for (let channel = 0; channel < 3; channel += 1) {
        const wanted = grey + (1 + saturation / 100) * ((light[channel] ?? 0) - grey)
        sum += Math.abs((made[at + channel] ?? 0) - 255 * coded(Math.min(1, Math.max(0, wanted))))
      }
    }
    expect(sum / (made.length * 0.75)).toBeLessThanOrEqual(0.5)
  })
})

describe('what is seen of it', () => {
  test('brightness is symmetric: down and up again comes back', () => {
    expect(one({ brightness: 50 }, one({ brightness: -50 }, [90, 120, 60]))).toEqual([90, 120, 60])
  })
  test('contrast keeps the middle grey, and leads both sides away from it', () => {
    const middle = Math.round(255 * coded(0.18))
    expect(one({ contrast: 80 }, [middle, middle, middle])).toEqual([middle, middle, middle])
    expect(one({ contrast: 80 }, [60, 60, 60])[0]).toBeLessThan(60)
    expect(one({ contrast: 80 }, [180, 180, 180])[0]).toBeGreaterThan(180)
  })
  test('without saturation all is grey of the same luminance', () => {
    const [r = 0, g = 0, b = 0] = one({ saturation: -100 }, [200, 40, 90])
    expect([g, b]).toEqual([r, r])
    const [lr, lg, lb] = luminanceOf('srgb')
    const before = lr * linear(200 / 255) + lg * linear(40 / 255) + lb * linear(90 / 255)
    expect(Math.abs(r - 255 * coded(before))).toBeLessThanOrEqual(0.6)
  })
  test('warmth makes grey yellower and keeps its luminance; in the shade it is bluer', () => {
    for (const space of ['srgb', 'display-p3'] as const) {
      const [r = 0, g = 0, b = 0] = one({ warmth: 60 }, [128, 128, 128], space)
      expect(r).toBeGreaterThan(128)
      expect(b).toBeLessThan(128)
      const [lr, lg, lb] = luminanceOf(space)
      const light = lr * linear(r / 255) + lg * linear(g / 255) + lb * linear(b / 255)
      expect(Math.abs(light - linear(128 / 255))).toBeLessThan(0.004)
      expect((one({ warmth: -60 }, [128, 128, 128], space)[2] ?? 0) > 128).toBe(true)
    }
  })
})

test('daylight of 6504 kelvins is D65, and of 5000 nearly D50', () => {
  const chromaticity = ([x, y, z]: readonly [number, number, number]) => [x / (x + y + z), y / (x + y + z)]
  const [x = 0, y = 0] = chromaticity(daylight(6504))
  expect(x).toBeCloseTo(0.3127, 3)
  expect(y).toBeCloseTo(0.3291, 3)
  const [x50 = 0, y50 = 0] = chromaticity(daylight(5003))
  expect(x50).toBeCloseTo(0.3457, 3)
  expect(y50).toBeCloseTo(0.3586, 3)
})
