import { expect, test } from 'vitest'
import { coded, linear } from '#core/lightCurve.ts'
import { transformed } from '#workers/colour/matrix.ts'
import { betweenSpaces } from '#workers/colour/spaces.ts'
import { type GroundPicture, groundOf } from '#workers/compose/ground.ts'
import { resampled, resampledRows } from '#workers/compose/resample.ts'

const size = { width: 64, height: 48 }

function picture(of = size): GroundPicture {
  const pixels = Uint8ClampedArray.from(
    { length: of.width * of.height * 4 },
    (_, at) => (at * 37 + (at >> 6) * 11) % 256,
  )
  for (let at = 3; at < pixels.length; at += 8) pixels[at] = 255
  return { size: of, colourSpace: 'display-p3', pixels }
}

test('a picture of another colour space has the same colours, by floating numbers', () => {
  const given = picture()
  const ground = groundOf({ kind: 'picture', picture: new Blob() }, size, 'srgb', given)
  const matrix = betweenSpaces('display-p3', 'srgb')
  const row = new Uint8ClampedArray(size.width * 4)
  let sum = 0
  for (let y = 0; y < size.height; y += 1) {
    ground?.(y, row)
    for (let x = 0; x < size.width; x += 1) {
      const [r = 0, g = 0, b = 0, alpha = 0] = given.pixels.subarray((y * size.width + x) * 4)
      const wanted = transformed(matrix, [linear(r / 255), linear(g / 255), linear(b / 255)])
      expect(row[x * 4 + 3]).toBe(alpha)
      for (const channel of [0, 1, 2] as const) {
        const code = 255 * coded(Math.min(1, Math.max(0, wanted[channel])))
        if (alpha > 0) sum += Math.abs((row[x * 4 + channel] ?? 0) - code)
      }
    }
  }
  expect(sum / (size.width * size.height * 3)).toBeLessThanOrEqual(0.5)
})

test.each([
  ['smaller', { width: 20, height: 15 }],
  ['larger', { width: 150, height: 131 }],
])('rows of a picture made %s are the same in any order', (_, to) => {
  const { pixels } = picture()
  const from = { x: 3, y: 2, width: 50, height: 40 }
  const whole = resampled({ ...size, data: pixels }, from, to)
  const write = resampledRows({ ...size, data: pixels }, from, to)
  const rows = Array.from({ length: to.height }, (_, y) => (y * 7) % to.height)
  for (const y of rows) {
    const row = new Uint8ClampedArray(to.width * 4)
    write(y, row)
    expect(row).toEqual(whole.subarray(y * to.width * 4, (y + 1) * to.width * 4))
  }
})
