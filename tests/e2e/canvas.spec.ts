import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { boundsOf } from '#workers/compose/bounds.ts'
import { expect, test } from './app.ts'
import { alphaOf, productPhoto, readPng } from './support/data.ts'

const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })

/** Waits until the stage shows the photo as it will be in its file. */
async function composed(page: Page): Promise<void> {
  await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'true')
}

test('a canvas has exactly the pixels that were asked for, the subject stands where it was put, and undo gives the first bytes again', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  const download = async () => {
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    return path
  }
  const first = readFileSync(await download())
  await page.getByRole('tab', { name: 'Canvas' }).click()

  await choose(page, 'Pixels')
  await page.getByRole('textbox', { name: 'Width' }).fill('640')
  await page.getByRole('textbox', { name: 'Height' }).fill('500')
  await page.getByRole('slider', { name: 'Fills' }).fill('50')
  await choose(page, 'Lower right')
  await composed(page)
  await expect(page.getByRole('img', { name: 'Result of mug.png, 640 × 500' })).toBeVisible()
  const file = readPng(await download())
  expect([file.width, file.height]).toEqual([640, 500])
  expect(boundsOf({ ...file, data: alphaOf(file) })).toEqual({ x: 390, y: 250, width: 250, height: 250 })
  await expect(page.getByText('640 × 500 ·')).toBeVisible()

  await choose(page, 'Shape')
  await choose(page, '16:9')
  await composed(page)
  const wide = readPng(await download())
  expect(wide.width * 9).toBe(wide.height * 16)

  await choose(page, 'Subject')
  await page.getByRole('slider', { name: 'Margin' }).fill('0')
  const tight = readPng(await download())
  expect(boundsOf({ ...tight, data: alphaOf(tight) })).toEqual({ x: 0, y: 0, width: tight.width, height: tight.height })

  const undo = page.getByRole('button', { name: 'Undo' })
  while (await undo.isEnabled()) await undo.click()
  await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'nothing')
  expect(readFileSync(await download()).equals(first)).toBe(true)
})

test('the canvas is set by keys alone', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  const { keyboard } = page
  await page.getByRole('tab', { name: 'Model' }).focus()
  for (let step = 0; step < 4; step += 1) await keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Canvas' })).toHaveAttribute('aria-selected', 'true')
  const reach = async (role: 'radio' | 'textbox' | 'slider', name: string) => {
    const target = page.getByRole(role, { name, exact: true })
    for (let press = 0; press < 20; press += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return target
      await keyboard.press('Tab')
    }
    throw new Error(`${name} is not reached by Tab`)
  }
  await reach('radio', 'Photo')
  for (let step = 0; step < 3; step += 1) await keyboard.press('ArrowRight')
  await reach('textbox', 'Width')
  await keyboard.press('Control+a')
  await keyboard.type('700')
  await reach('textbox', 'Height')
  await keyboard.press('Control+a')
  await keyboard.type('350')
  await keyboard.press('ArrowUp')
  await reach('slider', 'Fills')
  await keyboard.press('End')
  await reach('radio', 'Centre')
  await keyboard.press('ArrowRight')
  await composed(page)
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  const file = readPng(path)
  expect([file.width, file.height]).toEqual([700, 351])
  expect(boundsOf({ ...file, data: alphaOf(file) })).toEqual({ x: 349, y: 0, width: 351, height: 351 })
})
