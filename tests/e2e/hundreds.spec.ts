import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { expect, test } from './app.ts'
import { hasShared, person, productPhoto, scratch } from './support/data.ts'
import { chooseOwnFolder, filesInFolder, readFromFolder } from './support/ownFolder.ts'
import { killWorkers, rememberWorkers } from './support/workers.ts'

const count = 500

/** Is the page at this photo, or beyond it? Its title says so; runs in the page. */
function isAtLeastDone(least: number): boolean {
  return Number(/(\d+) of \d+/.exec(document.title)?.[1] ?? 0) >= least
}

const doneAtLeast = (page: Page, least: number) =>
  page.waitForFunction(isAtLeastDone, least, { timeout: 1_800_000, polling: 500 })

interface Brought {
  path: string
  /** Of the file that is to lie in the folder in the end. */
  cutout: string
  width: number
  height: number
}

/** A coloured disc on a backdrop, each of another size or colour; one photo with a person, where there is one, and a file that was cut off. */
function photosAndOneRest(): { photos: Brought[]; broken: string } {
  const photos = Array.from({ length: count - 1 }, (_, index): Brought => {
    const [width, height] = [96 + (index % 5) * 16, 72 + (index % 3) * 24]
    const hue: [number, number, number] = [(index * 37) % 160, (index * 11) % 120, 60 + (index % 90)]
    const path = productPhoto(`product ${index + 1}.png`, width, height, hue)
    return { path, cutout: `product ${index + 1}-cutout.png`, width, height }
  })
  if (hasShared) photos.splice(250, 1, { path: person.photo, cutout: '0097-cutout.png', width: 0, height: 0 })
  const broken = join(scratch, 'broken.png')
  writeFileSync(broken, readFileSync(photos[0]?.path ?? '').subarray(0, 120))
  return { photos, broken }
}

test('five hundred photos with a killed worker, a broken file and a reload amid them: all are done, and all lie in the folder', async ({
  app,
  desk,
  page,
}) => {
  test.setTimeout(4_200_000)
  await page.addInitScript(rememberWorkers)
  await page.addInitScript(chooseOwnFolder)
  page.on('dialog', (dialog) => void dialog.accept())
  const { photos, broken } = photosAndOneRest()
  await desk.open(app.url)
  const paths = photos.map(({ path }) => path)
  await desk.choose(...paths.slice(0, 300), broken, ...paths.slice(300))
  await doneAtLeast(page, 60)
  await page.evaluate(killWorkers)
  await doneAtLeast(page, 180)
  await page.reload()
  await expect(page.locator('[data-notice="restored"]')).toContainText(
    `${photos.length + 1} photos from your last visit`,
  )
  await doneAtLeast(page, photos.length)
  await expect(page.getByTestId('work-news')).toHaveCount(0)

  await page.keyboard.press('g')
  await page.getByRole('radio', { name: 'Failed 1' }).check({ force: true })
  await expect(page.locator('.overview-card')).toHaveAttribute('data-name', 'broken.png')
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'More downloads' }).click()
  await page.getByRole('menuitem', { name: 'All into a folder' }).click()
  await expect(page.getByText(`${photos.length} photos written into “Shop”`).first()).toBeVisible({ timeout: 600_000 })

  const files = await page.evaluate(filesInFolder)
  expect(Object.keys(files).sort()).toEqual(photos.map(({ cutout }) => cutout).sort())
  for (const { cutout, width, height } of photos.filter((photo) => photo.width > 0)) {
    const bytes = Buffer.from(await page.evaluate(readFromFolder, cutout), 'base64')
    expect(bytes.length, cutout).toBe(files[cutout])
    const png = PNG.sync.read(bytes)
    const alphaAt = (x: number, y: number) => png.data[4 * (y * width + x) + 3]
    expect([png.width, png.height, alphaAt(0, 0), alphaAt(width / 2, height / 2)], cutout).toEqual([
      width,
      height,
      0,
      255,
    ])
  }
})
