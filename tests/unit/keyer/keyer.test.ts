import { describe, expect, it } from 'vitest'
import { glimpseBackdrop, key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import { plainEnough } from '#workers/pixels/keyer/plain.ts'
import type { Rgba } from '#workers/pixels/keyer/reduced.ts'
import {
  addGrain,
  box,
  type Colour,
  compare,
  disc,
  letter,
  likeJpeg,
  numbers,
  paint,
  ring,
  type Scene,
} from './scene.ts'

const white: Colour = [255, 255, 255]
const navy: Colour = [24, 40, 96]
const coral: Colour = [222, 96, 74]
const grey: Colour = [128, 128, 128]

/** Light from the upper left, falling off by a third towards the lower right. */
const gradient = (x: number, y: number): Colour => {
  const light = 235 - 0.12 * x - 0.16 * y
  return [light, light * 0.98, light * 0.94]
}
const vignette = (x: number, y: number): Colour => {
  const light = 225 - 110 * (((x - 160) / 320) ** 2 + ((y - 120) / 240) ** 2)
  return [light * 0.92, light * 0.97, light]
}

function run(scene: Scene) {
  const study = studyBackdrop(scene.photo)
  const keyed = key(scene.photo, study)
  return { study, keyed, ...compare(keyed.alpha, scene.alpha) }
}

/** Mean absolute error, in 0 to 1, of alpha over the pixels whose true alpha is strictly between 0 and 255. */
function edgeError(found: Uint8Array, truth: Uint8Array): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < truth.length; i++) {
    const t = truth[i] ?? 0
    if (t === 0 || t === 255) continue
    sum += Math.abs((found[i] ?? 0) - t)
    count++
  }
  return sum / (255 * count)
}

describe('a subject on a plain backdrop', () => {
  const shapes = [disc(160, 120, 70.3, coral), letter(240, 60, 0.6, navy)]

  it.each([
    ['white', (): Colour => white],
    ['black', (): Colour => [0, 0, 0]],
    ['green', (): Colour => [40, 180, 70]],
  ])('is found with exact edges on %s', (_, backdrop) => {
    const scene = paint(
      320,
      240,
      backdrop,
      [shapes[0], shapes[1]].filter((s) => s !== undefined),
    )
    const { study, keyed, iou, mae } = run(scene)
    expect(study.plain.score).toBeGreaterThan(0.9)
    expect(iou).toBeGreaterThan(0.99)
    expect(mae).toBeLessThan(0.003)
    expect(edgeError(keyed.alpha, scene.alpha)).toBeLessThan(0.05)
  })

  it.each([
    ['gradient', gradient],
    ['vignette', vignette],
  ])('is found on a %s', (_, backdrop) => {
    const scene = paint(320, 240, backdrop, [disc(160, 120, 70.3, coral)])
    const { study, keyed, iou, mae } = run(scene)
    expect(study.plain.score).toBeGreaterThan(0.9)
    expect(iou).toBeGreaterThan(0.99)
    expect(mae).toBeLessThan(0.004)
    expect(edgeError(keyed.alpha, scene.alpha)).toBeLessThan(0.07)
  })

  it('is found in grain and in the ringing of a JPEG', () => {
    const scene = paint(320, 240, gradient, [disc(160, 120, 70.3, coral), letter(20, 120, 0.8, navy)])
    addGrain(scene.photo, 4)
    likeJpeg(scene.photo, 5)
    const { study, iou, mae, keyed } = run(scene)
    expect(study.plain.score).toBeGreaterThanOrEqual(plainEnough)
    expect(iou).toBeGreaterThan(0.94)
    expect(mae).toBeLessThan(0.015)
    expect(keyed.undecidedShare).toBeLessThan(0.03)
  })

  it('opens a hole that is connected to the border by a gap', () => {
    const scene = paint(320, 240, () => white, [ring(160, 120, 70, 40, navy)])
    const gap = paint(320, 240, () => white, [
      {
        colour: navy,
        inside: (x, y) => ring(160, 120, 70, 40, navy).inside(x, y) && !(x > 160 && Math.abs(y - 120) < 4),
      },
    ])
    expect(run(scene).keyed.holes?.closed[120 * 320 + 160]).toBe(255)
    const opened = run(gap)
    expect(opened.keyed.alpha[120 * 320 + 160]).toBe(0)
    expect(opened.iou).toBeGreaterThan(0.99)
  })

  it('may touch the border', () => {
    const scene = paint(320, 240, gradient, [disc(160, 210, 90.4, navy), box(0, 20, 40, 44, coral)])
    const { study, iou } = run(scene)
    expect(study.plain.score).toBeGreaterThanOrEqual(plainEnough)
    expect(iou).toBeGreaterThan(0.985)
  })

  it('loses its soft shadow but not its dark parts', () => {
    const shaded = (x: number, y: number): Colour => {
      const depth = 0.4 * Math.exp(-(((x - 160) / 70) ** 2) - ((y - 196) / 22) ** 2)
      const [red, green, blue] = gradient(x, y)
      return [red * (1 - depth), green * (1 - depth), blue * (1 - depth)]
    }
    const scene = paint(320, 240, shaded, [box(100, 60, 220, 190, coral), box(110, 70, 210, 100, [60, 60, 60])])
    const { study, iou, mae } = run(scene)
    expect(study.plain.score).toBeGreaterThan(0.9)
    expect(iou).toBeGreaterThan(0.96)
    expect(mae).toBeLessThan(0.015)
  })

  it('is not entered through a gap in its faint outline', () => {
    const scene = paint(640, 480, () => [205, 205, 205], [box(200, 100, 440, 400, [222, 222, 222])])
    for (let y = 239; y < 246; y++) {
      for (let x = 200; x < 260; x++)
        scene.photo.data.fill(205 + (17 * (x - 200)) / 60, (y * 640 + x) * 4, (y * 640 + x) * 4 + 3)
    }
    const { iou } = run(scene)
    expect(iou).toBeGreaterThan(0.98)
  })

  it('loses the dark rim of its contact shadow', () => {
    const shaded = (x: number, y: number): Colour => {
      const away = Math.hypot(Math.max(0, Math.abs(x - 400) - 150), Math.max(0, Math.abs(y - 285) - 135))
      const depth = 0.45 * Math.exp(-away / 40)
      return [210 * (1 - depth), 200 * (1 - depth), 190 * (1 - depth)]
    }
    const { iou } = run(paint(800, 600, shaded, [box(250, 150, 550, 420, coral)]))
    expect(iou).toBeGreaterThan(0.985)
  })

  it('has soft alpha over a blurred edge', () => {
    const width = 320
    const scene = paint(width, 240, () => white, [])
    for (let i = 0; i < width * 240; i++) {
      const distance = Math.hypot((i % width) - 160, Math.floor(i / width) - 120)
      const share = Math.min(1, Math.max(0, (74 - distance) / 8))
      scene.alpha[i] = share * 255
      for (let c = 0; c < 3; c++) scene.photo.data[i * 4 + c] = 255 + share * ((navy[c] ?? 0) - 255)
    }
    const { keyed, iou } = run(scene)
    expect(iou).toBeGreaterThan(0.97)
    expect(edgeError(keyed.alpha, scene.alpha)).toBeLessThan(0.08)
  })
})

describe('a backdrop that is not plain', () => {
  it.each([
    ['noise', 0],
    ['patches', 24],
    ['stripes', -16],
  ])('is told from a plain one: %s', (_, size) => {
    const next = numbers(7)
    const patches = Array.from({ length: 400 }, () => [next() * 255, next() * 255, next() * 255] as const)
    const scene = paint(
      320,
      240,
      (x, y) => {
        if (size === 0) return [next() * 255, next() * 255, next() * 255]
        if (size < 0) return Math.floor(x / -size) % 2 === 0 ? [230, 220, 200] : [90, 120, 60]
        return patches[(Math.floor(x / size) * 31 + Math.floor(y / size) * 17) % 400] ?? grey
      },
      [disc(160, 120, 50, coral)],
    )
    expect(studyBackdrop(scene.photo).plain.score).toBeLessThan(plainEnough)
  })
})

describe('odd photos', () => {
  const filled = (width: number, height: number, rgba: readonly number[]): Rgba => ({
    width,
    height,
    data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => rgba[i % 4] ?? 0),
  })

  it.each([
    [1, 1],
    [2, 3],
    [1, 500],
    [8, 20_000],
    [400, 300],
  ])('of one colour, %i x %i, have no subject', (width, height) => {
    const photo = filled(width, height, [90, 160, 200, 255])
    const keyed = key(photo, studyBackdrop(photo))
    expect(keyed.alpha).toHaveLength(width * height)
    expect(keyed.coverage).toBe(0)
    expect(keyed.undecidedShare).toBe(0)
  })

  it('without a visible pixel have no subject', () => {
    const photo = filled(40, 30, [200, 10, 10, 0])
    expect(key(photo, studyBackdrop(photo)).coverage).toBe(0)
  })

  it('that are cut out already keep all that is visible, whatever the colour of transparent pixels', () => {
    const scene = paint(120, 90, () => white, [disc(60, 45, 30.5, white)])
    for (let i = 0; i < scene.alpha.length; i++) {
      scene.photo.data[i * 4 + 3] = scene.alpha[i] ?? 0
      if (scene.alpha[i] === 0) scene.photo.data.set([255, 0, 255], i * 4)
    }
    const keyed = key(scene.photo, studyBackdrop(scene.photo))
    for (let i = 0; i < scene.alpha.length; i++) expect(keyed.alpha[i]).toBe(scene.alpha[i] === 0 ? 0 : 255)
  })

  it('finds a thin subject in a strip 8 pixels wide', () => {
    const scene = paint(8, 4000, () => white, [box(2, 1000, 6, 3000, navy)])
    expect(run(scene).iou).toBeGreaterThan(0.98)
  })
})

describe('a glimpse of the border', () => {
  it('tells at once that a backdrop cannot be plain, and never where a study finds it so', () => {
    // Blocks of many colours, as of a street.
    const street = (x: number, y: number): Colour => {
      const mixed = Math.imul(Math.floor(x / 7) * 31 + Math.floor(y / 5) * 17, 2654435761) >>> 8
      return [mixed & 255, (mixed >> 8) & 255, (mixed >> 4) & 255]
    }
    const scenes = [street, gradient, vignette, () => white].map((backdrop) =>
      paint(320, 240, backdrop, [disc(160, 120, 60, navy)]),
    )
    const seen = scenes.map(({ photo }) => glimpseBackdrop(photo).canBePlain)
    expect(seen).toEqual([false, true, true, true])
    for (const [index, { photo }] of scenes.entries())
      if (seen[index] !== true) expect(studyBackdrop(photo).plain.score).toBeLessThan(plainEnough)
  })
})
