import { describe, expect, it } from 'vitest'
import { readMask, readPhoto, sharedFile } from '#tests/bench/scenes/photos.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import { type AlphaKind, drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite } from '#tests/fixtures/scenes/composite.ts'
import { warmOnCold } from '#tests/fixtures/scenes/warmOnCold.ts'
import { matte } from '#workers/pixels/alphaMatting/matte.ts'
import { trimapFromMask } from '#workers/pixels/alphaMatting/trimap.ts'
import { featherMask } from '#workers/pixels/mask/feather.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'

function scene(kind: AlphaKind, width: number, height: number): { photo: RgbaRaster; truth: GrayRaster } {
  const alpha = drawAlpha(kind, width, height, 5)
  const { foreground, background } = warmOnCold(alpha)
  const data = Uint8Array.from(alpha.data, (value) => Math.round(value * 255))
  return { photo: composite(alpha, foreground, background), truth: { width, height, data } }
}

/** Mean error over the unknown pixels of the trimap, alpha 0 to 1. */
function unknownError(found: GrayRaster, truth: GrayRaster, trimap: GrayRaster): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < truth.data.length; i++) {
    if (trimap.data[i] !== 128) continue
    sum += Math.abs((found.data[i] ?? 0) - (truth.data[i] ?? 0)) / 255
    count++
  }
  return sum / count
}

describe('the trimap', () => {
  it.each([1, 4, 10])('holds for sure only what lies %i pixels inside', (side) => {
    const random = seededRandom(3)
    const [width, height] = [50, 40]
    const data = Uint8Array.from(
      { length: width * height },
      (_, i) => (i % width < 24 ? 241 : 9) + (random() < 0.003 ? 60 : 0),
    )
    const trimap = trimapFromMask({ width, height, data }, { erodePixels: side })
    const [before, after] = [Math.floor(side / 2), side - 1 - Math.floor(side / 2)]
    const all = (x: number, y: number, holds: (value: number) => boolean, beyond: boolean) => {
      for (let v = y - before; v <= y + after; v++)
        for (let u = x - before; u <= x + after; u++) {
          const isInside = u >= 0 && v >= 0 && u < width && v < height
          if (!(isInside ? holds(data[v * width + u] ?? 0) : beyond)) return false
        }
      return true
    }
    const expected = data.map((_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)]
      if (all(x, y, (value) => value > 240, false)) return 255
      return all(x, y, (value) => value < 10, true) ? 0 : 128
    })
    expect(trimap.data).toEqual(expected)
  })
})

describe('alpha matting', () => {
  const lemur = 'data/pairs/pymatting/lemur.png'

  it.skipIf(!sharedFile(lemur).there)('finds the fur of the lemur', async () => {
    const truth = readMask('data/pairs/pymatting/lemur_alpha.png')
    const trimap = trimapFromMask(truth)
    expect(unknownError(await matte(readPhoto(lemur), trimap), truth, trimap)).toBeLessThan(0.025)
  })

  it('finds edges that a blurred mask has lost', async () => {
    const { photo, truth } = scene('fur', 240, 180)
    const guess = featherMask(truth, 3)
    const trimap = trimapFromMask(guess)
    const found = await matte(photo, trimap, { guess })
    expect(unknownError(found, truth, trimap)).toBeLessThan(0.7 * unknownError(guess, truth, trimap))
  })

  it.each(['glass', 'defocus'] as const)('leaves a mask that is right nearly as it is: %s', async (kind) => {
    const { photo, truth } = scene(kind, 240, 180)
    const trimap = trimapFromMask(truth)
    const alone = unknownError(await matte(photo, trimap), truth, trimap)
    const guided = unknownError(await matte(photo, trimap, { guess: truth }), truth, trimap)
    expect(guided).toBeLessThan(0.02)
    expect(guided).toBeLessThan(0.7 * alone)
  })

  it('works in tiles on large photos', async () => {
    const { photo, truth } = scene('product', 1100, 800)
    const trimap = trimapFromMask(truth)
    expect(unknownError(await matte(photo, trimap), truth, trimap)).toBeLessThan(0.02)
  })

  it('keeps what is known', async () => {
    const { photo, truth } = scene('hair', 160, 120)
    const trimap = trimapFromMask(truth)
    const found = await matte(photo, trimap)
    expect(trimap.data.every((known, i) => known === 128 || found.data[i] === known)).toBe(true)
  })

  it.each([
    [1, 1],
    [2, 5],
    [7, 3],
  ])('takes photos as small as %i by %i', async (width, height) => {
    const photo = { width, height, data: new Uint8Array(width * height * 4).fill(90) }
    const trimap = { width, height, data: new Uint8Array(width * height).fill(128) }
    const found = await matte(photo, trimap, { guess: { ...trimap, data: trimap.data.map(() => 77) } })
    expect(found.data.every((value) => value === 77)).toBe(true)
  })

  it('reports progress that rises to one', async () => {
    const { photo, truth } = scene('fur', 240, 180)
    const heard: number[] = []
    await matte(photo, trimapFromMask(truth), { onProgress: (done) => heard.push(done) })
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect(heard.at(-1)).toBeCloseTo(1)
  })

  it('stops when it is aborted on the way', async () => {
    const { photo, truth } = scene('fur', 400, 300)
    const abort = new AbortController()
    const work = matte(photo, trimapFromMask(truth), { signal: abort.signal, onProgress: () => abort.abort() })
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  })
})
