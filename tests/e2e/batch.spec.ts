import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from './app.ts'
import { productPhoto, streetPhoto } from './support/data.ts'
import { chooseOwnFolder, filesInFolder } from './support/ownFolder.ts'

test('of a long strip only what is in sight is drawn, and all of it is reached by keyboard', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const paths = Array.from({ length: 250 }, (_, index) => productPhoto(`mug ${index}.png`, 32, 24))
  await desk.choose(...paths)
  await expect(desk.tiles.first()).toHaveAttribute('aria-setsize', '250')
  expect(await desk.tiles.count()).toBeLessThan(50)
  await desk.tile('mug 0.png').locator('.tile-pick').focus()
  await page.keyboard.press('End')
  const last = desk.tile('mug 249.png').locator('.tile-pick')
  await expect(last).toBeFocused()
  await expect(last).toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(desk.tile('mug 248.png').locator('.tile-pick')).toBeFocused()
  // Scrolled out of sight, the selected photo keeps the focus.
  await page.locator('.strip-scroll').evaluate((strip) => strip.scrollTo(0, 0))
  await expect(desk.tile('mug 0.png')).toBeInViewport()
  await expect(desk.tile('mug 248.png').locator('.tile-pick')).toBeFocused()
  for (const size of [
    { width: 360, height: 740 },
    { width: 844, height: 390 },
  ]) {
    await page.setViewportSize(size)
    await expect(desk.tile('mug 248.png')).toBeInViewport()
  }
})

test('the work pauses after the photo that is being cut, says how much is left, and goes on', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(...Array.from({ length: 6 }, (_, index) => productPhoto(`mug ${index}.png`, 320, 240)))
  await desk.done('mug 0.png')
  await expect(page.getByTestId('work-news')).toContainText(/\d of 6.* left/)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.locator('.tile[data-status="working"]')).toHaveCount(0)
  const waiting = page.locator('.tile[data-status="waiting"]')
  const left = await waiting.count()
  expect(left).toBeGreaterThan(0)
  await desk.look('mug 5.png')
  await expect(page.getByTestId('progress')).toContainText('Paused')
  expect(await waiting.count()).toBe(left)
  await page.getByTestId('progress').getByRole('button', { name: 'Go on' }).click()
  await desk.settled(6)
  await expect(page.locator('.tile[data-status="done"]')).toHaveCount(6)
  await expect(page.getByTestId('work-news')).toHaveCount(0)
})

test('all photos beside each other: found by state, ordered, several treated at once, and opened', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const mugs = Array.from({ length: 5 }, (_, index) => productPhoto(`mug ${index}.png`, 160, 120))
  await desk.choose(...mugs, streetPhoto('street.png'), import.meta.filename)
  await desk.settled(7)
  await page.keyboard.press('g')
  const cards = page.locator('.overview-card')
  await expect(cards).toHaveCount(7)
  await page.getByRole('radio', { name: 'Failed 1' }).check({ force: true })
  await expect(cards).toHaveCount(1)
  await expect(cards).toHaveAttribute('data-name', 'batch.spec.ts')
  await page.getByRole('radio', { name: 'All 7' }).check({ force: true })
  await page.getByRole('button', { name: 'Order' }).click()
  await page.getByRole('menuitemradio', { name: 'Doubtful first' }).click()
  await expect(cards.first()).toHaveAttribute('data-name', 'street.png')
  await page.getByRole('button', { name: 'Order' }).click()
  await page.getByRole('menuitemradio', { name: 'As brought' }).click()
  await page.getByRole('button', { name: 'Report of all photos' }).click()
  const report = await desk.download(page.getByRole('menuitem', { name: 'CSV' }))
  expect(report.name).toBe('clearcut-report.csv')
  const lines = readFileSync(report.path, 'utf8').trimEnd().split('\r\n')
  expect(lines).toHaveLength(8)
  expect(lines[6]).toMatch(/^,street\.png,done,doubtful,0\.\d+,.*,480,360,/)
  expect(lines[7]).toMatch(/^,batch\.spec\.ts,failed,,,This file is not a picture/)
  await cards.nth(1).click()
  await cards.nth(3).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: 'Selected photos' })
  await expect(bar).toContainText('3 selected')
  const { path } = await desk.download(bar.getByRole('button', { name: 'Download 3 selected photos as a ZIP' }))
  expect(Object.keys(unzipSync(readFileSync(path)))).toEqual([
    'mug 1-cutout.png',
    'mug 2-cutout.png',
    'mug 3-cutout.png',
  ])
  await cards.nth(2).press('Delete')
  await expect(cards).toHaveCount(4)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(cards).toHaveCount(7)
  await cards.nth(4).dblclick()
  await expect(desk.tile('mug 4.png').locator('.tile-pick')).toHaveAttribute('aria-current', 'true')
  await expect(page.locator('.overview')).toHaveCount(0)
})

test('what is doubtful is gone through one by one, by keys alone', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(streetPhoto('one.png'), productPhoto('mug.png'), streetPhoto('two.png', 400, 400))
  await desk.settled(3)
  const doubtful = page.locator('.tile[data-verdict]')
  await expect(doubtful).toHaveCount(2)
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Review 2' }).click()
  await expect(page.getByTestId('verdict')).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.press('t')
  await expect(doubtful).toHaveCount(1)
  await expect(page.getByTestId('verdict')).toBeVisible()
  await page.keyboard.press('t')
  await expect(doubtful).toHaveCount(0)
  await expect(page.getByTestId('verdict')).toHaveCount(0)
  await expect(desk.spoken).toHaveText('Nothing is left to look at')
})

test('cutouts are written into a folder as each is done, and what lies there already stays', async ({
  app,
  desk,
  page,
}) => {
  await page.addInitScript(chooseOwnFolder)
  await desk.open(app.url)
  await page.evaluate(async () => {
    const shop = await (await navigator.storage.getDirectory()).getDirectoryHandle('Shop', { create: true })
    const writable = await (await shop.getFileHandle('mug 1-cutout.png', { create: true })).createWritable()
    await writable.write('not ours')
    await writable.close()
  })
  const mugs = Array.from({ length: 4 }, (_, index) => productPhoto(`mug ${index}.png`, 160 + index, 120))
  await desk.choose(...mugs)
  await desk.done('mug 0.png')
  await page.getByRole('button', { name: 'More downloads' }).click()
  await page.getByRole('menuitem', { name: 'All into a folder' }).click()
  await expect(page.getByText('4 photos written into “Shop”').first()).toBeVisible({ timeout: 90_000 })
  const files = await page.evaluate(filesInFolder)
  expect(Object.keys(files).sort()).toEqual([
    'mug 0-cutout.png',
    'mug 1-cutout (2).png',
    'mug 1-cutout.png',
    'mug 2-cutout.png',
    'mug 3-cutout.png',
  ])
  expect(files['mug 1-cutout.png']).toBe('not ours'.length)
  const { path } = await desk.download(page.getByRole('button', { name: 'Download all (4)' }))
  const zipped = unzipSync(readFileSync(path))
  expect(zipped['mug 3-cutout.png']?.length).toBe(files['mug 3-cutout.png'])
})

test('a ZIP of photos is unpacked as it comes, each photo in its folder', async ({ app, desk, page }) => {
  await desk.open(app.url)
  const bytes = (path: string) => new Uint8Array(readFileSync(path))
  const zip = zipSync({
    'mug.png': bytes(productPhoto('mug.png', 160, 120)),
    'blue/mug.png': [bytes(productPhoto('blue.png', 160, 120, [30, 60, 180])), { level: 9 }],
    'read me.txt': new Uint8Array(10),
  })
  const buffer = Buffer.from(zip)
  await page.getByTestId('photos-input').setInputFiles({ name: 'Shop.zip', mimeType: 'application/zip', buffer })
  await desk.settled(2)
  await expect(page.locator('.tile[data-status="done"]')).toHaveCount(2)
  const { path } = await desk.download(page.getByRole('button', { name: 'Download all (2)' }))
  const files = unzipSync(readFileSync(path))
  expect(Object.keys(files).sort()).toEqual(['Shop/blue/mug-cutout.png', 'Shop/mug-cutout.png'])
  await page
    .getByTestId('add-input')
    .setInputFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: buffer.subarray(0, 100) })
  await expect(page.getByText('This ZIP file is damaged').first()).toBeVisible()
  await expect(desk.tiles).toHaveCount(2)
})

test('photos are put in order by hand, by mouse and by keys, and are written in that order', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(...['a', 'b', 'c', 'd'].map((name, index) => productPhoto(`${name}.png`, 160 + index, 120)))
  await desk.settled(4)
  const order = async () =>
    (await desk.tiles.evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).dataset['name']))).join(' ')
  await desk.tile('d.png').locator('.tile-pick').click()
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(order).toBe('a.png d.png b.png c.png')
  await expect(desk.tile('d.png').locator('.tile-pick')).toBeFocused()
  await page.keyboard.press('g')
  const cards = page.locator('.overview-card')
  await expect(cards).toHaveCount(4)
  const box = await cards.nth(0).boundingBox()
  if (box === null) throw new Error('there is no card')
  await cards.nth(3).dragTo(cards.nth(0), { targetPosition: { x: 4, y: box.height / 2 } })
  await expect.poll(order).toBe('c.png a.png d.png b.png')
  await expect(page.getByTestId('drop-overlay')).toHaveCount(0)
  const { path } = await desk.download(page.getByRole('button', { name: 'Download all (4)' }))
  expect(Object.keys(unzipSync(readFileSync(path)))).toEqual(['c', 'a', 'd', 'b'].map((name) => `${name}-cutout.png`))
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(order).toBe('a.png d.png b.png c.png')
})
