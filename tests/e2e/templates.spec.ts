import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { PNG } from 'pngjs'
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
