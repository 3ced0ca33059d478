import { expect, test } from 'vitest'
import { findPeople } from '#workers/matting/instant.ts'
import { instantSide, type RunInstant } from '#workers/matting/instantEye.ts'
import { type RgbaPixels, resizeMask } from '#workers/pixels/resize/resize.ts'

// A stand-in network that takes red for people, so that what is tested is where the mask lies, not how good the network is.
const red: RunInstant = async (input) => {
  const area = instantSide * instantSide
  expect(input.length).toBe(3 * area)
  return Float32Array.from({ length: area }, (_, i) => Math.max(0, (input[i] ?? 0) - (input[area + i] ?? 0)))
}

interface Disc {
  x: number
  y: number
  radius: number
}

function photoOf(width: number, height: number, discs: Disc[]): RgbaPixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside = discs.some((disc) => Math.hypot(x + 0.5 - disc.x, y + 0.5 - disc.y) < disc.radius)
      data.set(isInside ? [255, 0, 0] : [90, 90, 90], 4 * (y * width + x))
    }
  }
  return { width, height, data }
}

/** Intersection over union of the mask, raised to the photo's size, with the discs. */
async function likeness(photo: RgbaPixels, discs: Disc[]): Promise<number> {
  const { alpha } = await findPeople(photo, red)
  const mask = resizeMask(alpha, photo)
  const truth = photoOf(photo.width, photo.height, discs).data
  let [both, either] = [0, 0]
  for (const [i, value] of mask.entries()) {
    const [isOurs, isTrue] = [value > 127, truth[4 * i + 1] === 0]
    if (isOurs && isTrue) both++
    if (isOurs || isTrue) either++
  }
  return both / either
}

test.each([
  ['a square photo', 300, 300, { x: 150, y: 160, radius: 100 }],
  ['an upright photo', 200, 430, { x: 90, y: 300, radius: 60 }],
  ['a corner of a wide photo', 1500, 700, { x: 1390, y: 90, radius: 70 }],
  ['the left edge of a panorama', 3000, 500, { x: 40, y: 250, radius: 120 }],
  ['a photo smaller than the network', 90, 60, { x: 45, y: 30, radius: 20 }],
])('someone in %s is masked exactly where they are', async (_, width, height, disc) => {
  expect(await likeness(photoOf(width, height, [disc]), [disc])).toBeGreaterThan(0.95)
})

test('two people of like size both stay, a small one in the background goes', async () => {
  const people = [
    { x: 150, y: 150, radius: 70 },
    { x: 400, y: 170, radius: 60 },
  ]
  const photo = photoOf(600, 300, [...people, { x: 560, y: 60, radius: 20 }])
  expect(await likeness(photo, people)).toBeGreaterThan(0.95)
})

test('a photo of nobody gives an empty mask and says so', async () => {
  const { alpha, confidence } = await findPeople(photoOf(400, 300, []), red)
  expect(Math.max(...alpha.data)).toBe(0)
  expect(confidence).toMatchObject({ coverage: 0, certainty: 0 })
})

test('the figures tell a clear photo from a vague one, and a mask too vague is not shown', async () => {
  const photo = photoOf(400, 300, [{ x: 200, y: 150, radius: 100 }])
  const fading = (share: number) => findPeople(photo, async (input) => (await red(input)).map((alpha) => alpha * share))
  const [clear, vague, hopeless] = [await fading(1), await fading(0.85), await fading(0.6)]
  expect(clear.confidence.certainty).toBeGreaterThan(0.95)
  expect(clear.confidence.trust).toBeGreaterThan(0.9)
  expect(vague.confidence.certainty).toBeCloseTo(0.7, 1)
  expect(vague.confidence.undecided).toBeGreaterThan(0.95)
  expect(Math.max(...vague.alpha.data)).toBe(1)
  expect(Math.max(...hopeless.alpha.data)).toBe(0)
})

test('something that the network only sees one way round is not a person', async () => {
  const photo = photoOf(400, 300, [
    { x: 200, y: 150, radius: 100 },
    { x: 110, y: 80, radius: 60 },
  ])
  const unsteady: RunInstant = async (input) => {
    const mask = await red(input)
    const balance = mask.reduce((sum, alpha, i) => sum + alpha * ((i % instantSide) - instantSide / 2), 0)
    return balance > 0 ? mask : new Float32Array(mask.length)
  }
  expect(Math.max(...(await findPeople(photo, red)).alpha.data)).toBe(1)
  const { alpha, confidence } = await findPeople(photo, unsteady)
  expect(Math.max(...alpha.data)).toBe(0)
  expect(confidence.trust).toBe(0)
})

test('a failing network is not hidden', async () => {
  const photo = photoOf(40, 30, [])
  await expect(findPeople(photo, () => Promise.reject(new Error('out of memory')))).rejects.toThrow('out of memory')
})

test('a strip costs no more looks than a panorama', async () => {
  const looks = async (width: number, height: number): Promise<number> => {
    let count = 0
    await findPeople(photoOf(width, height, []), (input) => {
      count += 1
      return red(input)
    })
    return count
  }
  const panorama = await looks(1200, 120)
  for (const [width, height] of [
    [20_000, 8],
    [8, 20_000],
    [32_000, 1],
  ] as const)
    expect(await looks(width, height)).toBeLessThanOrEqual(panorama)
})
