import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from './app.ts'
import { discsPhoto, productPhoto } from './support/data.ts'
import { Desk } from './support/desk.ts'

const kept = (page: Page) => new Desk(page).kept()

/** The bytes of a photo's cutout, as it is downloaded. */
async function bytesOf(desk: Desk, page: Page, name: string): Promise<Buffer> {
  await desk.look(name)
  await desk.edged()
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  return readFileSync(path)
}

const restored = (page: Page) => page.locator('[data-notice="restored"]')

test('a reload in the middle of twenty photos: all come back, all are done, and files are the same to the byte', async ({
  app,
  desk,
  page,
}) => {
  test.setTimeout(400_000)
  const names = Array.from({ length: 20 }, (_, index) => `product ${index + 1}.png`)
  const hue = (index: number): [number, number, number] => [40 + 10 * index, 200 - 9 * index, 90]
  await desk.open(app.url)
  await desk.choose(...names.map((name, index) => productPhoto(name, 480, 360, hue(index))))
  await desk.done('product 3.png')
  const before = await bytesOf(desk, page, 'product 3.png')
  await expect(page.locator('.tile[data-status="done"]')).not.toHaveCount(20)
  await kept(page)
  await page.reload()
  await expect(restored(page)).toContainText('20 photos from your last visit')
  await desk.settled(20, 300_000)
  await expect(page.locator('.tile[data-status="done"]')).toHaveCount(20)
  expect(await desk.tiles.evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).dataset['name']))).toEqual(
    names,
  )
  expect((await bytesOf(desk, page, 'product 3.png')).equals(before)).toBe(true)
  // Small cutouts are those of the last visit: nothing was cut or decoded for them.
  for (const tile of await desk.tiles.all())
    await expect
      .poll(() => tile.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width))
      .toBeGreaterThan(1)
})

test('strokes, edges and what lies behind survive, a removed photo does not come back, and a fresh start is a key away', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'), productPhoto('gone.png'), productPhoto('plain.png'))
  for (const name of ['mug.png', 'gone.png', 'plain.png']) await desk.done(name)
  await desk.look('mug.png')
  await desk.edged()
  await page.getByRole('tab', { name: 'Edges' }).click()
  await page.getByRole('slider', { name: 'Feather' }).fill('4')
  await page.keyboard.press('b')
  const sheet = await page.locator('.sheet').boundingBox()
  if (sheet === null) throw new Error('there is no picture')
  await page.mouse.move(sheet.x + sheet.width * 0.4, sheet.y + sheet.height * 0.5)
  await page.mouse.down()
  await page.mouse.move(sheet.x + sheet.width * 0.6, sheet.y + sheet.height * 0.5, { steps: 8 })
  await page.mouse.up()
  await page.keyboard.press('b')
  await page.getByRole('tab', { name: 'Background' }).click()
  await page.getByRole('radio', { name: 'Sand' }).check({ force: true })
  const before = await bytesOf(desk, page, 'mug.png')
  await desk.tile('gone.png').locator('.tile-pick').press('Delete')
  await desk.look('mug.png')
  await kept(page)

  await page.reload()
  await expect(restored(page)).toContainText('2 photos from your last visit')
  await expect(desk.tiles).toHaveCount(2)
  expect((await bytesOf(desk, page, 'mug.png')).equals(before)).toBe(true)
  await page.getByRole('tab', { name: 'Edges' }).click()
  await expect(page.getByRole('slider', { name: 'Feather' })).toHaveValue('4')

  await page.reload()
  await restored(page).getByRole('button', { name: 'Start afresh' }).click()
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
  await expect(desk.tiles).toHaveCount(0)
})

test('a second tab begins a session of its own, says so, and each tab keeps its own over a reload', async ({
  app,
  desk,
  page,
  context,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('first.png'))
  await desk.done('first.png')
  await kept(page)
  const other = await context.newPage()
  await other.goto(app.url)
  await expect(other.locator('[data-notice="info"]')).toContainText('open in another tab')
  await other.getByTestId('photos-input').setInputFiles(discsPhoto('second.png', 300, 200, []))
  await expect(other.locator('.tile')).toHaveAttribute('data-status', 'done')
  await kept(other)
  for (const [tab, name] of [
    [page, 'first.png'],
    [other, 'second.png'],
  ] as const) {
    await tab.reload()
    await expect(tab.locator('.tile')).toHaveAttribute('data-name', name)
  }
})

test('a full device is told, the work goes on, and with room again it is kept', async ({
  app,
  desk,
  page,
  context,
}) => {
  await desk.open(app.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await desk.choose(productPhoto('first.png'))
  await desk.done('first.png')
  await kept(page)
  const protocol = await context.newCDPSession(page)
  const { origin } = new URL(app.url)
  await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 })
  await desk.choose(productPhoto('second.png', 1200, 900))
  await expect(
    page.getByRole('alert').filter({ hasText: 'no room left on this device to keep your photos' }),
  ).toBeVisible()
  await desk.done('second.png')
  await desk.look('second.png')
  await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  await protocol.send('Storage.overrideQuotaForOrigin', { origin })
  await kept(page)
  await page.reload()
  await expect(desk.tiles).toHaveCount(2)
})

const dialog = (page: Page) => page.getByTestId('sessions')

test('sessions have names, are opened one after another and deleted; forgetting leaves nothing behind', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await kept(page)
  const open = () => page.getByRole('button', { name: 'Sessions and projects' }).click()
  await open()
  await dialog(page).getByRole('textbox').fill('Mugs')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('button', { name: 'New session' }).click()
  await desk.choose(productPhoto('vase.png'))
  await desk.done('vase.png')
  await kept(page)
  await open()
  await expect(dialog(page).locator('[data-session="Mugs"]')).toContainText('1 photo')
  await dialog(page).getByRole('button', { name: 'Open Mugs' }).click()
  await expect(desk.tiles).toHaveCount(1)
  await desk.done('mug.png')
  await open()
  await dialog(page)
    .locator('li[data-current="false"]')
    .getByRole('button', { name: /^Delete/ })
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(dialog(page).locator('li')).toHaveCount(1)

  await dialog(page).getByRole('button', { name: 'Forget everything' }).click()
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('alertdialog').getByRole('button', { name: 'Forget everything' }).click(),
  ])
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
  const left = await page.evaluate(async () => {
    const names: string[] = Object.keys(localStorage).filter((key) => key !== 'clearcut-preferences')
    const root = await navigator.storage.getDirectory()
    for (const folder of ['sessions', 'session-files'])
      for await (const name of (await root.getDirectoryHandle(folder, { create: true })).keys()) names.push(name)
    return names
  })
  expect(left.filter((name) => !name.startsWith('clearcut-ways'))).toEqual([])
})

/** Saves what is on the page as a project file, and gives its path. */
async function saved(desk: Desk, page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  const { path, name } = await desk.download(dialog(page).getByRole('button', { name: 'Save as a project' }))
  expect(name).toBe('project.clearcut')
  await page.keyboard.press('Escape')
  return path
}

test('a project file, opened in another browser, gives the same files to the byte', async ({
  app,
  desk,
  page,
  browser,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'), productPhoto('vase.png', 360, 360, [40, 120, 60]))
  for (const name of ['mug.png', 'vase.png']) await desk.done(name)
  await desk.look('mug.png')
  await page.getByRole('tab', { name: 'Edges' }).click()
  await page.getByRole('slider', { name: 'Feather' }).fill('3')
  await page.getByRole('tab', { name: 'Background' }).click()
  await page.getByRole('radio', { name: 'Sand' }).check({ force: true })
  const before = [await bytesOf(desk, page, 'mug.png'), await bytesOf(desk, page, 'vase.png')]
  const project = await saved(desk, page)

  const context = await browser.newContext()
  const elsewhere = await context.newPage()
  const other = new Desk(elsewhere)
  await other.open(app.url)
  await elsewhere
    .getByTestId('photos-input')
    .setInputFiles({ name: 'Spring.clearcut', mimeType: 'application/zip', buffer: readFileSync(project) })
  await expect(other.tiles).toHaveCount(2)
  for (const [index, name] of ['mug.png', 'vase.png'].entries()) {
    await other.done(name)
    expect((await bytesOf(other, elsewhere, name)).equals(before[index] ?? Buffer.alloc(0)), name).toBe(true)
  }
  // It is a session of its own there, by the file's name.
  await kept(elsewhere)
  await elsewhere.reload()
  await expect(other.tiles).toHaveCount(2)
  await elsewhere.getByRole('button', { name: 'Sessions and projects' }).click()
  await expect(dialog(elsewhere).locator('[data-session="Spring"]')).toContainText('2 photos')
  await context.close()
})

test('a project without its photos waits for them: brought again, they have what was done to them', async ({
  app,
  desk,
  page,
  browser,
}) => {
  await desk.open(app.url)
  const photo = productPhoto('mug.png')
  await desk.choose(photo, productPhoto('vase.png', 360, 360, [40, 120, 60]))
  for (const name of ['mug.png', 'vase.png']) await desk.done(name)
  await desk.look('mug.png')
  await page.getByRole('tab', { name: 'Edges' }).click()
  await page.getByRole('slider', { name: 'Feather' }).fill('3')
  const before = await bytesOf(desk, page, 'mug.png')
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  await dialog(page).getByRole('checkbox', { name: 'With the photos' }).uncheck({ force: true })
  const { path } = await desk.download(dialog(page).getByRole('button', { name: 'Save as a project' }))

  const context = await browser.newContext()
  const elsewhere = await context.newPage()
  const other = new Desk(elsewhere)
  await other.open(app.url)
  const buffer = readFileSync(path)
  await elsewhere
    .getByTestId('photos-input')
    .setInputFiles({ name: 'Spring.clearcut', mimeType: 'application/zip', buffer })
  await expect(other.tile('mug.png')).toHaveAttribute('data-status', 'failed')
  await elsewhere.getByTestId('add-input').setInputFiles(photo)
  await other.done('mug.png')
  await expect(other.tiles).toHaveCount(2)
  expect((await bytesOf(other, elsewhere, 'mug.png')).equals(before)).toBe(true)
  await context.close()
})

test('hostile project files are refused with a reason, and what is on the page stays', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  const whole = readFileSync(await saved(desk, page))
  const files = unzipSync(whole)
  const rezipped = (change: (project: Record<string, unknown>) => void, more: Record<string, Uint8Array> = {}) => {
    const project = JSON.parse(strFromU8(files['project.json'] ?? new Uint8Array()))
    change(project)
    return Buffer.from(zipSync({ ...files, 'project.json': strToU8(JSON.stringify(project)), ...more }, { level: 0 }))
  }
  const cases: [string, Buffer, RegExp][] = [
    ['cut short', whole.subarray(0, whole.length / 2), /damaged or not complete/],
    ['path', rezipped(() => {}, { '../evil.js': strToU8('x') }), /holds what no project has.*evil\.js/],
    ['newer', rezipped((project) => Object.assign(project, { version: 99 })), /newer version/],
    ['foreign', rezipped((project) => Object.assign(project, { script: 'x' })), /holds what no project has.*script/],
    [
      'bomb',
      Buffer.from(zipSync({ 'project.json': new Uint8Array(50_000_000) }, { level: 9 })),
      /holds what no project has.*compressed/,
    ],
  ]
  for (const [name, buffer, words] of cases) {
    await page.getByTestId('add-input').setInputFiles({ name: `${name}.clearcut`, mimeType: 'application/zip', buffer })
    await expect(page.getByRole('alert').filter({ hasText: `${name}.clearcut` })).toContainText(words)
  }
  await expect(desk.tiles).toHaveCount(1)
  await desk.done('mug.png')
})
