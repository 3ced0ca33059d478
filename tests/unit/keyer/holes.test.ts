import { describe, expect, it } from 'vitest'
import { key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import type { SubjectAt } from '#workers/pixels/keyer/opened.ts'
import { addGrain, box, type Colour, disc, likeJpeg, paint, ring, type Scene } from './scene.ts'

const [width, height] = [400, 300]
const navy: Colour = [30, 40, 90]

/** A lit wall: lightest in the middle, warmer than grey. */
const lit = (x: number, y: number): Colour => {
  const fall = 24 * (((x - 200) / 200) ** 2 + ((y - 150) / 150) ** 2)
  return [246 - fall, 245 - fall, 241 - fall]
}
const white = (): Colour => [255, 255, 255]

function alphas({ photo }: Scene, subjectAt?: SubjectAt) {
  const keyed = key(photo, studyBackdrop(photo), subjectAt)
  const at = (x: number, y: number) => {
    const index = y * width + x
    return [keyed.holes?.closed[index], keyed.alpha[index], keyed.holes?.open[index]]
  }
  return { keyed, at }
}

const [isClosed, isOpen, isPlain] = [
  [255, 255, 0],
  [255, 0, 0],
  [255, 255, 255],
]

describe('the backdrop seen through a subject', () => {
  it.each([
    ['lit', lit],
    ['white', white],
  ])('opens in a ring and in small letters before a %s backdrop', (_, backdrop) => {
    const scene = paint(width, height, backdrop, [ring(140, 150, 100, 70, navy), ring(330, 80, 14, 7, navy)])
    const { at } = alphas(scene)
    expect(at(140, 150)).toEqual(isOpen)
    expect(at(330, 80)).toEqual(isOpen)
    expect(at(140, 65)).toEqual(isPlain)
  })

  it('opens in grain and lossy files, with an edge as soft as the outer one', () => {
    const scene = paint(width, height, lit, [ring(200, 150, 110, 75, navy)])
    addGrain(scene.photo, 3)
    likeJpeg(scene.photo, 4)
    const { keyed, at } = alphas(scene)
    expect(at(200, 150)).toEqual(isOpen)
    const misses = scene.alpha.reduce((sum, wanted, index) => sum + Math.abs(wanted - (keyed.alpha[index] ?? 0)), 0)
    expect(misses / (255 * width * height)).toBeLessThan(0.01)
  })

  it('leaves a label closed that has the backdrop’s light only seen from afar: it is paper with print', () => {
    const [wide, high] = [1200, 900]
    const wall = (x: number, y: number) => lit(x / 3, y / 3)
    const scene = paint(wide, high, wall, [box(300, 180, 870, 720, navy)])
    for (let y = 270; y < 630; y++)
      for (let x = 390; x < 780; x++) {
        // Bare paper between dark letters and light ones.
        const ink = y % 6 < 3 ? 0 : x % 6 < 3 ? -18 : 18
        const colour = wall(x, y).map((value) => value + ink)
        scene.photo.data.set([...colour, 255], 4 * (y * wide + x))
      }
    const { alpha } = key(scene.photo, studyBackdrop(scene.photo))
    const wanted = scene.alpha.reduce((count, value) => count + (value > 127 ? 1 : 0), 0)
    const kept = alpha.reduce((count, value) => count + (value > 127 ? 1 : 0), 0)
    expect(kept / wanted).toBeGreaterThan(0.98)
  })

  it('leaves a label closed that is lit by itself, and a gleam that fades', () => {
    const label = box(150, 110, 250, 190, [250, 249, 245])
    const gleam = { colour: navy, inside: box(300, 60, 380, 240, navy).inside }
    const scene = paint(width, height, lit, [box(100, 60, 290, 240, navy), label, gleam])
    const { photo } = scene
    for (let index = 0; index < width * height; index++) {
      const away = Math.hypot((index % width) - 340, Math.floor(index / width) - 150)
      const light = Math.max(0, 1 - Math.max(0, away - 8) / 24)
      for (const [channel, value] of [246, 245, 241].entries()) {
        const at = 4 * index + channel
        photo.data[at] = (photo.data[at] ?? 0) + ((value ?? 0) - (photo.data[at] ?? 0)) * light
      }
    }
    const { at } = alphas(scene)
    expect(at(200, 150)).toEqual(isClosed)
    expect(at(340, 150)[1]).toBe(255)
  })

  it('asks a network where light tells nothing, or is another one', () => {
    const flat = paint(width, height, white, [box(100, 60, 300, 240, navy), box(150, 110, 250, 190, [255, 255, 255])])
    expect(alphas(flat, () => 0.95).at(200, 150)).toEqual(isClosed)
    expect(alphas(flat, () => 0.1).at(200, 150)).toEqual(isOpen)
    const shaded = paint(width, height, lit, [ring(200, 150, 110, 75, navy), disc(200, 150, 75, [218, 217, 214])])
    expect(alphas(shaded).at(200, 150)).toEqual(isClosed)
    expect(alphas(shaded, () => 0.1).at(200, 150)).toEqual(isOpen)
  })

  it('has no choice where nothing inside has the backdrop’s colour', () => {
    const { keyed } = alphas(paint(width, height, lit, [disc(200, 150, 100, navy), disc(200, 150, 40, [180, 30, 30])]))
    expect(keyed.holes).toBeUndefined()
  })
})
