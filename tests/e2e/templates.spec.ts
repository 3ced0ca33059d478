import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { PNG } from 'pngjs'
import sharp from 'sharp'
import { expect, test } from './app.ts'
import { productPhoto, scratch } from './support/data.ts'

test('a template makes three photos of different shapes alike; one of one’s own is kept, and goes from device to device', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(
    productPhoto('a.png'),
    productPhoto('b.png', 300, 420, [20, 90, 160]),
    productPhoto('c.png', 260, 260, [30, 120, 60]),
  )
  await desk.settled(3)
  await page.getByRole('tab', { name: 'Canvas' }).click()
  const picker = page.getByRole('button', { name: /^Template:/ })
  const take = async (name: string) => {
    await picker.click()
    await page.getByRole('menuitem', { name }).click()
  }
  await take('eBay')
  await expect(page.getByText('A square of 1600 pixels on white')).toBeVisible()
  await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'true')
  const { path } = await desk.download(page.getByRole('button', { name: 'Download all (3)' }))
  const files = Object.values(unzipSync(readFileSync(path)))
  expect(files).toHaveLength(3)
  for (const file of files) {
    const { width, height, data } = PNG.sync.read(Buffer.from(file))
    expect([width, height]).toEqual([1600, 1600])
    const at = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
    for (const corner of [0, 1599]) expect(at(corner, corner)).toEqual([255, 255, 255, 255])
    // A disc fills 85 % of the square: 120 pixels are left at each side.
    expect(at(115, 800)).toEqual([255, 255, 255, 255])
    expect(at(130, 800)).not.toEqual([255, 255, 255, 255])
  }

  await page.getByRole('slider', { name: 'Fills' }).fill('60')
  await take('Save or manage')
  const dialog = page.getByRole('dialog', { name: 'Your templates' })
  await dialog.getByRole('textbox', { name: 'Save how this photo looks as' }).fill('My shop')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Name of My shop' })).toBeVisible()
  const kept = await desk.download(dialog.getByRole('button', { name: 'Export' }))
  const other = join(scratch, 'templates.json')
  writeFileSync(other, readFileSync(kept.path, 'utf8').replaceAll('My shop', 'Their shop'))
  await dialog.getByTestId('template-input').setInputFiles(other)
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Delete My shop' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await take('Amazon')
  await take('Their shop')
  await expect(page.getByRole('slider', { name: 'Fills' })).toHaveValue('60')
})

test('a template brings the format and the size of its files to twenty photos, and a passport photo says how large it is in print', async ({
  app,
  desk,
  page,
}) => {
  test.slow()
  await desk.open(app.url)
  const photos = Array.from({ length: 20 }, (_, index) =>
    productPhoto(`p${index}.png`, 120 + 4 * index, 160, [20 + 10 * index, 60, 140]),
  )
  await desk.choose(...photos)
  await desk.settled(20, 300_000)
  const picker = page.getByRole('button', { name: /^Template:/ })
  const take = async (name: string) => {
    await page.getByRole('tab', { name: 'Canvas' }).click()
    await picker.click()
    await page.getByRole('menuitem', { name }).click()
  }
  await take('eBay')
  await page.getByRole('tab', { name: 'Export' }).click()
  const exported = page.getByRole('tabpanel', { name: 'Export' })
  await exported.getByRole('radio', { name: 'WebP', exact: true }).check({ force: true })
  await exported.getByRole('radio', { name: 'Pixels', exact: true }).check({ force: true })
  await exported.getByRole('textbox', { name: 'Longest side' }).fill('240')
  await take('Save or manage')
  const dialog = page.getByRole('dialog', { name: 'Your templates' })
  await dialog.getByRole('textbox', { name: 'Save how this photo looks as' }).fill('Small WebP')
  await dialog.getByRole('switch', { name: 'With format and size' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()

  await take('Passport 35')
  await expect(page.getByText('in print 35 × 45 mm at 300 dpi')).toBeVisible()
  await page.getByRole('tab', { name: 'Export' }).click()
  await exported.getByRole('radio', { name: 'Full', exact: true }).check({ force: true })
  for (const format of ['PNG', 'JPEG']) {
    await exported.getByRole('radio', { name: format, exact: true }).check({ force: true })
    const { path } = await desk.download(page.getByRole('button', { name: `Download ${format}` }))
    expect(await sharp(path).metadata()).toMatchObject({ width: 413, height: 531, density: 300 })
  }

  await take('Small WebP')
  const { path } = await desk.download(page.getByRole('button', { name: 'Download all (20)' }))
  const files = Object.entries(unzipSync(readFileSync(path)))
  expect(files).toHaveLength(20)
  for (const [name, bytes] of files) {
    expect(name).toMatch(/^p\d+-cutout\.webp$/)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 240, height: 240 })
  }
})
