import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { alphaOf, greyOf, hasShared, overlap, person, productPhoto, readPng, withoutShared } from './support/data.ts'

test('a person: dropped, cut with progress, compared and downloaded as an exact PNG', async ({ app, desk, page }) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  await desk.choose(person.photo)
  await expect(page.getByTestId('progress')).toBeVisible()
  await desk.done('0097.jpg')
  await expect(desk.about.locator('[data-field="model"]')).toHaveText('BiRefNet-nano')
  await expect(desk.spoken).toHaveText('0097.jpg: done')

  const divider = page.getByRole('slider', { name: 'Compare before and after' })
  await divider.focus()
  await divider.press('Home')
  await expect(divider).toHaveAttribute('aria-valuetext', '0 % before, 100 % cut-out')

  const { path, name } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  expect(name).toBe('0097-cutout.png')
  const cutout = readPng(path)
  expect([cutout.width, cutout.height]).toEqual([550, 825])
  const alpha = alphaOf(cutout)
  expect(overlap(alpha, greyOf(readPng(person.mask)))).toBeGreaterThan(0.9)
  // Edges are soft, and nothing is left of what was cut away.
  expect(alpha.filter((value) => value > 10 && value < 245).length).toBeGreaterThan(500)
  expect(alpha.filter((value, index) => value === 0 && cutout.data.readUIntBE(4 * index, 3) !== 0)).toHaveLength(0)

  const mask = await desk.downloadFromMenu(/^Mask only/)
  expect(mask.name).toBe('0097-mask.png')
  expect(greyOf(readPng(mask.path))).toEqual(alpha)
})

test('a product on a plain backdrop is keyed without a network, at full resolution', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png', 1600, 1200))
  await desk.done('mug.png')
  await expect(desk.about.locator('[data-field="model"]')).toHaveText('Plain backdrop')
  await expect(desk.about.locator('[data-field="auto"]')).toHaveAttribute('data-sure', 'true')
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  const cutout = readPng(path)
  const truth = Uint8Array.from({ length: 1600 * 1200 }, (_, index) =>
    Math.hypot((index % 1600) - 800, Math.floor(index / 1600) - 600) < 400 ? 255 : 0,
  )
  expect(overlap(alphaOf(cutout), truth)).toBeGreaterThan(0.995)
})

test('JPEG gets the backdrop colour, and WebP keeps transparency', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('vase.png'))
  await desk.done('vase.png')
  await page.getByRole('tab', { name: 'Background' }).click()
  await page.getByRole('radio', { name: 'Blue' }).check({ force: true })
  const jpeg = await desk.downloadFromMenu(/^JPEG/)
  expect(jpeg.name).toBe('vase-cutout.jpg')
  expect(await pixel(page, jpeg.path, 3, 3)).toEqual({ type: 'image/jpeg', rgba: near([47, 111, 222, 255]) })
  expect(await pixel(page, jpeg.path, 240, 180)).toMatchObject({ rgba: near([179, 38, 30, 255]) })

  await page.getByRole('radio', { name: 'Transparent' }).check({ force: true })
  const onWhite = await desk.downloadFromMenu(/^JPEG/)
  expect(await pixel(page, onWhite.path, 3, 3)).toMatchObject({ rgba: near([255, 255, 255, 255]) })
  const webp = await desk.downloadFromMenu(/^WebP/)
  expect(webp.name).toBe('vase-cutout.webp')
  expect(await pixel(page, webp.path, 3, 3)).toEqual({ type: 'image/webp', rgba: [0, 0, 0, 0] })
})

/** A colour as lossy formats give it back. */
function near(rgba: readonly number[]) {
  return rgba.map((value) => expect.closeTo(value, -0.9))
}

/** What the browser's own decoder sees at a place of a file, and what kind of file it is. */
async function pixel(page: Page, path: string, x: number, y: number) {
  const bytes = readFileSync(path)
  const type = bytes.subarray(8, 12).toString() === 'WEBP' ? 'image/webp' : bytes[0] === 0xff ? 'image/jpeg' : 'other'
  const rgba = await page.evaluate(
    async ({ base64, at }) => {
      const blob = await (await fetch(`data:;base64,${base64}`)).blob()
      const bitmap = await createImageBitmap(blob)
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      return [...(context?.getImageData(at.x, at.y, 1, 1).data ?? [])]
    },
    { base64: bytes.toString('base64'), at: { x, y } },
  )
  return { type, rgba }
}
