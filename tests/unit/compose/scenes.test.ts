import { describe, expect, test } from 'vitest'
import type { Composition } from '#core/composition.ts'
import { coded, linear } from '#core/lightCurve.ts'
import { type SceneName, sceneLight, sceneNames } from '#core/scenes.ts'
import { groundOf } from '#workers/compose/ground.ts'

const size = { width: 64, height: 48 }

function rowsOf(
  backdrop: Composition['backdrop'],
  of = size,
  picture?: Parameters<typeof groundOf>[3],
): Uint8ClampedArray {
  const ground = groundOf(backdrop, of, 'srgb', picture)
  const pixels = new Uint8ClampedArray(of.width * of.height * 4)
  for (let y = 0; y < of.height; y += 1) ground?.(y, pixels.subarray(y * of.width * 4, (y + 1) * of.width * 4))
  return pixels
}

const scene = (name: SceneName, colour = '#c08040') => ({ kind: 'scene', scene: name, colour }) as const

describe.each(sceneNames)('the scene %s', (name) => {
  test('is opaque, the same each time, and what its formula says', () => {
    const pixels = rowsOf(scene(name))
    expect(rowsOf(scene(name))).toEqual(pixels)
    const light = new Float64Array(3)
    const lightAt = sceneLight(name, [linear(0xc0 / 255), linear(0x80 / 255), linear(0x40 / 255)], size)
    let sum = 0
    for (let index = 0; index < size.width * size.height; index += 1) {
      expect(pixels[index * 4 + 3]).toBe(255)
      lightAt(((index % size.width) + 0.5) / size.width, (Math.floor(index / size.width) + 0.5) / size.height, light)
      for (let channel = 0; channel < 3; channel += 1) {
        const wanted = 255 * coded(Math.min(1, Math.max(0, light[channel] ?? 0)))
        sum += Math.abs((pixels[index * 4 + channel] ?? 0) - wanted)
      }
    }
    expect(sum / (size.width * size.height * 3)).toBeLessThanOrEqual(0.5)
  })

  test('has light in it, of its own colour, and no bands', () => {
    const large = { width: 640, height: 480 }
    const pixels = rowsOf(scene(name), large)
    const reds = pixels.filter((_, at) => at % 4 === 0)
    const [most, least] = [reds.reduce((a, b) => Math.max(a, b)), reds.reduce((a, b) => Math.min(a, b))]
    expect(most - least).toBeGreaterThan(20)
    const brightest = reds.indexOf(most)
    const [red = 0, green = 0, blue = 0] = pixels.subarray(brightest * 4)
    expect(red).toBeGreaterThan(120)
    if (name !== 'mesh') expect(red >= green && green >= blue).toBe(true)
    // Noise of less than a step: the longest run of one value in a row is short where a band would be long.
    const row = pixels.subarray(100 * 640 * 4, 101 * 640 * 4).filter((_, at) => at % 4 === 0)
    let [run, longest] = [1, 1]
    for (let x = 1; x < row.length; x += 1) {
      run = row[x] === row[x - 1] ? run + 1 : 1
      longest = Math.max(longest, run)
    }
    expect(longest).toBeLessThan(160)
  })
})

test.each([0, 30, 95])('a picture darkened by %i % has so much less light', (darkPercent) => {
  const pixels = Uint8ClampedArray.from({ length: size.width * size.height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 37) % 256,
  )
  const picture = { size, colourSpace: 'srgb', pixels } as const
  const made = rowsOf({ kind: 'picture', picture: new Blob(), darkPercent }, size, picture)
  let sum = 0
  for (let at = 0; at < made.length; at += 1) {
    const wanted = at % 4 === 3 ? 255 : 255 * coded(linear((pixels[at] ?? 0) / 255) * (1 - darkPercent / 100))
    sum += Math.abs((made[at] ?? 0) - wanted)
  }
  expect(sum / made.length).toBeLessThanOrEqual(0.5)
})
