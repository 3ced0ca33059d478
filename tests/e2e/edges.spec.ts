import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { alphaOf, discsPhoto, greyOf, hasShared, person, productPhoto, readPng, withoutShared } from './support/data.ts'
import type { Desk } from './support/desk.ts'

const tab = (page: Page) => page.getByRole('tab', { name: 'Edges' })
const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Edges' })
const slider = (page: Page, name: string) => panel(page).getByRole('slider', { name, exact: true })
const toggle = (page: Page, name: string) => panel(page).getByRole('switch', { name, exact: true })

/** A large and a small disc, the small one at (380, 60). */
const twoDiscs = (name: string) =>
  discsPhoto(name, 480, 360, [
    { x: 190, y: 200, radius: 120, hue: [179, 38, 30] },
    { x: 400, y: 80, radius: 40, hue: [30, 60, 160] },
  ])

async function downloadedAlpha(desk: Desk, page: Page) {
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  const cutout = readPng(path)
  const alpha = alphaOf(cutout)
  return { alpha, at: (x: number, y: number) => alpha[y * cutout.width + x] }
}

const area = (alpha: Uint8Array) => alpha.reduce((sum, value) => sum + value, 0) / 255

/** Share of the view that is covered, as it is painted in the mask view. */
async function seenArea(canvas: Locator): Promise<number> {
  return await canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return 0
    const data = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
    let sum = 0
    for (let at = 0; at < data.length; at += 4) sum += data[at] ?? 0
    return sum / 255 / (data.length / 4)
  })
}

async function seenAlpha(canvas: Locator): Promise<number[]> {
  return await canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return []
    const data = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
    return [...data].filter((_, index) => index % 4 === 3)
  })
}

test('a slider changes what is seen and what is written, and undo takes both back', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await tab(page).click()
  await page.keyboard.press('m')
  await desk.edged()
  const canvas = page.locator('.stage canvas').first()
  const seen = await seenArea(canvas)
  const before = await downloadedAlpha(desk, page)

  const box = await slider(page, 'Grow or shrink').boundingBox()
  if (box === null) throw new Error('the slider is not there')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  for (let step = 1; step <= 20; step++) await page.mouse.move(box.x + box.width / 2 + step * 4, box.y + box.height / 2)
  await page.mouse.up()
  await desk.edged()
  expect(await seenArea(canvas)).toBeGreaterThan(seen * 1.05)
  const grown = Number(await slider(page, 'Grow or shrink').inputValue())
  expect(grown).toBeGreaterThan(3)
  const after = await downloadedAlpha(desk, page)
  // A disc of 120 pixels that has grown on all sides.
  expect(area(after.alpha) / area(before.alpha)).toBeCloseTo(((120 + grown) / 120) ** 2, 1)

  await page.keyboard.press('Control+z')
  await expect(slider(page, 'Grow or shrink')).toHaveValue('0')
  await desk.edged()
  expect(await seenArea(canvas)).toBeCloseTo(seen, 3)
  expect((await downloadedAlpha(desk, page)).alpha).toEqual(before.alpha)
  await page.keyboard.press('Control+Shift+z')
  await expect(slider(page, 'Grow or shrink')).toHaveValue(String(grown))
})

test('levels, hard edge and invert reach the file; reset takes them back', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await tab(page).click()
  const before = await downloadedAlpha(desk, page)
  await slider(page, 'Feather').fill('4')
  const soft = await downloadedAlpha(desk, page)
  const between = (alpha: Uint8Array) => alpha.filter((value) => value > 0 && value < 255).length
  expect(between(soft.alpha)).toBeGreaterThan(2 * between(before.alpha))
  await toggle(page, 'Hard edge').check()
  expect(between((await downloadedAlpha(desk, page)).alpha)).toBe(0)
  await toggle(page, 'Invert').check()
  const inverted = await downloadedAlpha(desk, page)
  expect([inverted.at(5, 5), inverted.at(240, 180)]).toEqual([255, 0])
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  expect((await downloadedAlpha(desk, page)).alpha).toEqual(before.alpha)

  await page.getByRole('button', { name: /^Preset/ }).click()
  await page.getByRole('menuitem', { name: /^Smooth and hard/ }).click()
  await expect(toggle(page, 'Smooth and harden')).toBeChecked()
  expect(between((await downloadedAlpha(desk, page)).alpha)).toBe(0)
})

test('objects are picked on the picture and in the list', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(twoDiscs('two.png'))
  await desk.done('two.png')
  await tab(page).click()
  const tile = desk.tile('two.png').locator('canvas')
  const inTile = async () => (await seenAlpha(tile)).filter((value) => value > 127).length
  const ofBoth = await inTile()
  await panel(page).getByRole('radio', { name: 'Largest' }).check({ force: true })
  // The filmstrip follows: the small disc is a tenth of the whole.
  await expect.poll(inTile).toBeLessThan(0.95 * ofBoth)
  const largest = await downloadedAlpha(desk, page)
  expect([largest.at(190, 200), largest.at(400, 80)]).toEqual([255, 0])

  await panel(page).getByRole('radio', { name: 'Picked' }).check({ force: true })
  const marks = page.getByRole('group', { name: 'Objects to keep' }).getByRole('button')
  await expect(marks).toHaveCount(2)
  await expect(marks.nth(0)).toHaveAttribute('aria-pressed', 'true')
  await expect(marks.nth(1)).toHaveAttribute('aria-pressed', 'false')
  await marks.nth(0).click()
  await expect(marks.nth(0)).toHaveAttribute('aria-pressed', 'false')
  // The small disc itself, beside its mark: 30 pixels of the photo to the left of its middle.
  const mark = await marks.nth(1).boundingBox()
  const other = await marks.nth(0).boundingBox()
  if (mark === null || other === null) throw new Error('the marks are not there')
  const scale = (mark.x - other.x) / (400 - 190)
  await page.mouse.click(mark.x + mark.width / 2 - 30 * scale, mark.y + mark.height / 2)
  await expect(panel(page).getByRole('checkbox', { name: /^Object 2/ })).toBeChecked()
  const small = await downloadedAlpha(desk, page)
  expect([small.at(190, 200), small.at(400, 80)]).toEqual([0, 255])

  await panel(page)
    .getByRole('checkbox', { name: /^Object 1/ })
    .check()
  await page.getByRole('button', { name: 'Done picking' }).click()
  await expect(marks).toHaveCount(0)
  const both = await downloadedAlpha(desk, page)
  expect([both.at(190, 200), both.at(400, 80), both.at(470, 350)]).toEqual([255, 255, 0])
})

test('edges are applied to all photos, and removed photos come back by the same undo', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('a.png'), productPhoto('b.png'))
  await desk.settled(2)
  await desk.look('a.png')
  await tab(page).click()
  await toggle(page, 'Invert').check()
  await page.getByRole('button', { name: 'Apply to all (2)' }).click()
  await desk.look('b.png')
  await expect(toggle(page, 'Invert')).toBeChecked()
  const inverted = await downloadedAlpha(desk, page)
  expect([inverted.at(5, 5), inverted.at(240, 180)]).toEqual([255, 0])
  await desk.tile('b.png').locator('.tile-pick').press('Delete')
  await expect(desk.tiles).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(desk.tiles).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await desk.look('b.png')
  await expect(toggle(page, 'Invert')).not.toBeChecked()
  await desk.look('a.png')
  await expect(toggle(page, 'Invert')).toBeChecked()
})

test('transparency that the photo had is joined, ignored or kept', async ({ app, desk, page }) => {
  const path = discsPhoto('half.png', 480, 360, [{ x: 240, y: 180, radius: 120, hue: [179, 38, 30] }], (x) =>
    x < 240 ? 255 : 100,
  )
  await desk.open(app.url)
  await desk.choose(path)
  await desk.done('half.png')
  await desk.model('keyer')
  await page.getByRole('button', { name: /^Cut again with/ }).click()
  await desk.settled(1)
  await tab(page).click()
  const choose = (name: string) => panel(page).getByRole('radio', { name, exact: true }).check({ force: true })
  const joined = await downloadedAlpha(desk, page)
  expect([joined.at(200, 180), joined.at(300, 180)]).toEqual([255, 100])
  await choose('Ignore')
  const ignored = await downloadedAlpha(desk, page)
  expect([ignored.at(200, 180), ignored.at(300, 180)]).toEqual([255, 255])
  await choose('Keep')
  const kept = await downloadedAlpha(desk, page)
  expect([kept.at(3, 3), kept.at(200, 180), kept.at(475, 3)]).toEqual([255, 255, 100])
})

test('the edge is refined from the photo, with progress, and undo brings the old one back', async ({
  app,
  desk,
  page,
}) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  await desk.choose(person.photo)
  await desk.done('0097.jpg')
  await tab(page).click()
  const mask = async () => greyOf(readPng((await desk.downloadFromMenu(/^Mask only/)).path))
  const before = await mask()
  await page.getByRole('button', { name: 'Refine hair edge' }).click()
  await expect(page.getByTestId('refining')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel refining' }).click()
  await expect(page.getByTestId('refining')).toHaveCount(0)
  expect(await mask()).toEqual(before)

  await page.getByRole('button', { name: 'Refine hair edge' }).click()
  await expect(desk.spoken).toHaveText('The edge is refined', { timeout: 90_000 })
  const refined = await mask()
  const changed = refined.filter((value, index) => Math.abs(value - (before[index] ?? 0)) > 20).length
  expect(changed).toBeGreaterThan(500)
  expect(changed).toBeLessThan(0.1 * refined.length)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(desk.spoken).toHaveText('Undone: Refine hair edge')
  expect(await mask()).toEqual(before)
})

test('clean colours are seen in the file and can be switched off', async ({ app, desk, page }) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  await desk.choose(person.photo)
  await desk.done('0097.jpg')
  await tab(page).click()
  const colours = async () => readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path)
  const cleaned = await colours()
  await toggle(page, 'Clean colours').uncheck()
  const plain = await colours()
  expect(alphaOf(cleaned)).toEqual(alphaOf(plain))
  const differs = (from: number, to: number) => {
    let count = 0
    for (let at = 0; at < plain.data.length; at += 4) {
      const alpha = plain.data[at + 3] ?? 0
      if (alpha >= from && alpha <= to && plain.data.readUIntBE(at, 3) !== cleaned.data.readUIntBE(at, 3)) count += 1
    }
    return count
  }
  // Of what is solid only the rim, where the mask plainly reaches out over the backdrop.
  const solid = alphaOf(plain).filter((value) => value === 255).length
  expect(differs(255, 255)).toBeLessThan(0.02 * solid)
  expect(differs(1, 254)).toBeGreaterThan(500)
})

test('edges by keyboard alone', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await page.getByRole('tab', { name: 'Model' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab(page)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Tab')
  const reach = async (target: Locator) => {
    for (let tabs = 0; tabs < 25; tabs++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await reach(panel(page).getByRole('slider', { name: 'Black' }))
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight')
  await reach(slider(page, 'Feather'))
  await page.keyboard.press('ArrowRight')
  await reach(toggle(page, 'Fill holes'))
  await page.keyboard.press('Space')
  await expect(toggle(page, 'Fill holes')).toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(toggle(page, 'Fill holes')).not.toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(slider(page, 'Feather')).toHaveValue('0')
  await expect(panel(page).getByRole('slider', { name: 'Black' })).toHaveValue('3')
  await desk.edged()
})
