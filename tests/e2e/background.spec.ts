import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { productPhoto, readPng } from './support/data.ts'

const blue = [47, 111, 222, 255]

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check({ force: true })
}

test('a background is chosen for one photo or for all, seen in the filmstrip, written into its file, and undone', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'), productPhoto('vase.png', 480, 360, [20, 22, 40]))
  await desk.settled(2)
  await desk.look('mug.png')
  await desk.edged()
  await page.getByRole('tab', { name: 'Background' }).click()
  const behind = (name: string) =>
    desk.tile(name).evaluate((tile) => getComputedStyle(tile).getPropertyValue('--backdrop').trim())
  const own = page.getByTestId('own-background')

  await choose(page, 'This photo')
  await choose(page, 'Blue')
  await expect(own).toBeVisible()
  expect([await behind('mug.png'), await behind('vase.png')]).toEqual(['#2f6fde', ''])
  const corner = async (name: string) => {
    await desk.look(name)
    const file = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    return [...readPng(file.path).data.subarray(0, 4)]
  }
  expect(await corner('mug.png')).toEqual(blue)
  expect((await corner('vase.png'))[3]).toBe(0)

  await choose(page, 'All photos (2)')
  await choose(page, 'Black')
  expect([await behind('mug.png'), await behind('vase.png')]).toEqual(['#000000', '#000000'])
  await page.getByRole('button', { name: 'Undo' }).click()
  expect([await behind('mug.png'), await behind('vase.png')]).toEqual(['#2f6fde', ''])
  await page.keyboard.press('Control+Shift+z')
  expect([await behind('mug.png'), await behind('vase.png')]).toEqual(['#000000', '#000000'])
  await page.keyboard.press('Control+z')

  await desk.look('mug.png')
  await page.getByRole('button', { name: 'Use the one of all photos' }).click()
  await expect(own).toHaveCount(0)
  expect(await behind('mug.png')).toBe('')
})
