import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { alphaOf, productPhoto, readPng } from './support/data.ts'
import type { Desk } from './support/desk.ts'

const [width, height] = [480, 360]

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await page.locator('.sheet').boundingBox()
  if (box === null) throw new Error('there is no picture')
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + (x * box.width) / width, box.y + (y * box.height) / height] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
  await page.mouse.move(...at(to))
  await page.mouse.up()
}

async function alphas(desk: Desk, page: Page): Promise<Uint8Array> {
  await desk.edged()
  return alphaOf(readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path))
}

test('marks of hair paint nothing, let the edge be refined where they are and nowhere else, and come back after a reload', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  // The disc lies about (240, 180) and is 240 wide.
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  const before = await alphas(desk, page)
  await page.getByRole('tab', { name: 'Brush' }).click()
  await page.getByRole('radio', { name: 'Hair', exact: true }).check({ force: true })
  await expect(page.getByRole('radio', { name: 'Keep', exact: true })).toBeChecked()
  const start = page.getByRole('button', { name: 'Refine where it is marked' })
  await expect(start).toBeDisabled()
  await drag(page, [360, 140], [360, 220])
  await expect(page.getByText('1 mark', { exact: true })).toBeVisible()
  expect(Buffer.from(await alphas(desk, page)).equals(Buffer.from(before))).toBe(true)

  await start.click()
  await expect(page.getByText('The edge is refined').first()).toBeVisible()
  const refined = await alphas(desk, page)
  let [near, elsewhere] = [0, 0]
  for (const [index, alpha] of refined.entries()) {
    if (alpha === before[index]) continue
    const [x, y] = [index % width, Math.floor(index / width)]
    if (Math.abs(x - 360) <= 11 && y >= 129 && y <= 231) near += 1
    else elsewhere += 1
  }
  expect(near).toBeGreaterThan(20)
  expect(elsewhere).toBe(0)
  // Both steps are taken back one by one.
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(Buffer.from(await alphas(desk, page)).equals(Buffer.from(before))).toBe(true)
  await expect(page.getByText('1 mark', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('No marks yet')).toBeVisible()
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(page.getByText('1 mark', { exact: true })).toBeVisible()

  await desk.kept()
  await page.reload()
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Edges' }).click()
  await expect(page.getByText('where you marked them with the brush')).toBeVisible()
})
