import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { expect, test } from './app.ts'
import { hasShared, person, productPhoto, withoutShared } from './support/data.ts'
import { killWorkers, rememberWorkers } from './support/workers.ts'

test('twenty photos at once: all are cut, and all are in the ZIP under names of their own', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const names = Array.from({ length: 20 }, (_, index) => `mug ${index}.png`)
  await desk.choose(...names.map((name, index) => productPhoto(name, 320, 240, [12 * index, 60, 200 - 8 * index])))
  // A second photo of the same name must not replace the first.
  await desk.choose(productPhoto('other/mug 0.png', 200, 150))
  test.setTimeout(300_000)
  await desk.settled(21, 250_000)
  await expect(page.locator('.tile[data-status="done"]')).toHaveCount(21)
  const { path, name } = await desk.download(page.getByRole('button', { name: 'Download all (21)' }))
  expect(name).toBe('clearcut.zip')
  const files = unzipSync(readFileSync(path))
  expect(Object.keys(files)).toHaveLength(21)
  expect(Object.keys(files)).toContain('mug 0-cutout (2).png')
  for (const bytes of Object.values(files)) expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe('PNG')
})

test('cancelling a photo in mid-run leaves the others to go on, and it can be cut again', async ({
  app,
  desk,
  page,
}) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  await desk.choose(person.photo, productPhoto('beside.png'))
  await expect(desk.tile('0097.jpg')).toHaveAttribute('data-status', 'working')
  await page.getByRole('button', { name: 'Cancel 0097.jpg' }).click()
  await expect(desk.tile('0097.jpg')).toHaveAttribute('data-status', 'cancelled')
  await desk.done('beside.png')
  await desk.look('0097.jpg')
  await page.getByRole('button', { name: 'Cut out 0097.jpg' }).click()
  await desk.done('0097.jpg')
})

test('a worker that is killed in mid-run is replaced by a fresh one, and no photo is lost', async ({
  app,
  desk,
  page,
}) => {
  test.skip(!hasShared, withoutShared)
  await page.addInitScript(rememberWorkers)
  await desk.open(app.url)
  await desk.choose(person.photo, productPhoto('after.png'))
  await expect(desk.tile('0097.jpg')).toHaveAttribute('data-status', 'working')
  await page.evaluate(killWorkers)
  await desk.done('0097.jpg')
  await desk.done('after.png')
})

test('a photo that is removed comes back by undo, with its cutout', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('one.png'), productPhoto('two.png'))
  await desk.settled(2)
  await page.getByRole('button', { name: 'Remove one.png' }).click()
  await expect(desk.tiles).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(desk.tiles).toHaveCount(2)
  await expect(desk.tile('one.png')).toHaveAttribute('data-status', 'done')
})
