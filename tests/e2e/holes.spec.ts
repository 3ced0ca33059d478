import { expect, test } from './app.ts'
import { alphaOf, productPhoto, readPng, ringPhoto } from './support/data.ts'

test('the backdrop is cut out of a ring, and one control closes and opens it', async ({ app, desk, page }) => {
  const middle = async () => {
    await desk.edged()
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    const alpha = alphaOf(readPng(path))
    return [alpha[180 * 480 + 240], alpha[180 * 480 + 240 - 105]]
  }
  await desk.open(app.url)
  await desk.choose(ringPhoto('ring.png'), productPhoto('disc.png'))
  await desk.settled(2)
  await desk.look('ring.png')
  expect(await middle()).toEqual([0, 255])
  await page.getByRole('tab', { name: 'Edges' }).click()
  await page.getByRole('radio', { name: 'Closed' }).check({ force: true })
  expect(await middle()).toEqual([255, 255])
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('radio', { name: 'Auto' })).toBeChecked()
  expect(await middle()).toEqual([0, 255])
  // Where nothing inside looks like the backdrop, there is nothing to choose.
  await desk.look('disc.png')
  await expect(page.getByRole('radio', { name: 'Closed' })).toHaveCount(0)
})
