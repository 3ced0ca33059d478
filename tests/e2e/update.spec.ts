import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test as guarded } from './app.ts'
import { productPhoto } from './support/data.ts'
import { Deployment, nextMark, nextVersion, presentVersion, torn } from './support/deployment.ts'
import { Desk } from './support/desk.ts'
import { killWorkers, rememberWorkers } from './support/workers.ts'

const present = presentVersion()
const next = nextVersion(present)

interface Fixtures {
  /** A host with the present version. */
  host: Deployment
}

const test = guarded.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  host: async ({}, use) => {
    const host = await Deployment.serve(present)
    await use(host)
    await host.close()
  },
})

const isNext = async (page: Page) => (await page.locator('meta[name="version"]').count()) === 1
const updateOf = (page: Page) => page.locator('[data-notice="update"]')
const askForUpdate = (page: Page) =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update().catch(() => {})
  })

/** Opens the app and waits until all of it is kept on the device. */
async function visit(page: Page, host: Deployment): Promise<Desk> {
  const desk = new Desk(page)
  await page.addInitScript(rememberWorkers)
  await page.goto(host.url)
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 120_000 })
  return desk
}

/** Takes the new version that is offered. */
async function accept(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), updateOf(page).getByRole('button', { name: 'Reload' }).click()])
  expect(await isNext(page)).toBe(true)
}

/** What a worker of this page is given where a file has the same name in both versions. */
async function sharedNameIn(page: Page): Promise<string> {
  const worker = page.workers().findLast((one) => /matting-/.test(one.url()))
  if (worker === undefined) throw new Error('No worker is cutting.')
  return await worker.evaluate(async () => await (await fetch('/ort/ort-wasm-simd-threaded.mjs')).text())
}

async function cutoutOf(desk: Desk, name: string): Promise<Buffer> {
  await desk.look(name)
  await desk.edged()
  return readFileSync((await desk.download(desk.page.getByRole('button', { name: 'Download PNG' }))).path)
}

/** Names of the files of one version alone that are kept for offline use. */
async function keptOf(page: Page, version: 'present' | 'next'): Promise<string[]> {
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const keys = await Promise.all(names.map(async (name) => await (await caches.open(name)).keys()))
    return keys.flat().map(({ url }) => new URL(url).pathname.slice(1))
  })
  const [own, other] = version === 'present' ? [present, next] : [next, present]
  return kept.filter((path) => own.has(path) && !other.has(path))
}

test('while one tab takes a new version another works on in its own, and neither loses a photo', async ({
  host,
  page,
  context,
}) => {
  test.setTimeout(300_000)
  const first = await visit(page, host)
  await first.choose(productPhoto('a.png'))
  await first.done('a.png')
  const before = await cutoutOf(first, 'a.png')
  await first.kept()

  host.put(next)
  const other = await context.newPage()
  const second = await visit(other, host)
  expect(await isNext(other)).toBe(false)
  await second.choose(productPhoto('b.png', 420, 300, [30, 60, 160]))
  await second.done('b.png')
  const beforeOfOther = await cutoutOf(second, 'b.png')
  for (const tab of [page, other]) await expect(updateOf(tab)).toBeVisible({ timeout: 90_000 })

  // At once after a change, which is not on the disk yet.
  await other.getByRole('tab', { name: 'Edges' }).click()
  await other.getByRole('slider', { name: 'Feather' }).fill('3')
  await accept(other)
  await second.done('b.png')
  await expect(second.tiles).toHaveCount(1)
  await second.look('b.png')
  await other.getByRole('tab', { name: 'Edges' }).click()
  await expect(other.getByRole('slider', { name: 'Feather' })).toHaveValue('3')
  await other.getByRole('slider', { name: 'Feather' }).fill('0')
  expect((await cutoutOf(second, 'b.png')).equals(beforeOfOther)).toBe(true)

  // The host has nothing of the first tab's version any more: new workers, and parts that were not asked for before.
  expect(await isNext(page)).toBe(false)
  await page.evaluate(killWorkers)
  const rare = ['cjxl-lossy.jxl', 'openjpeg-tiles.jp2', 'pillow-plain.heic', 'magick-rle.psd']
  await first.choose(...rare.map((name) => join('tests/fixtures/kinds', name)))
  await first.settled(1 + rare.length)
  for (const name of rare) await expect(first.tile(name), name).toHaveAttribute('data-status', 'done')
  // Of what has the same name in both versions it has its own.
  expect(await sharedNameIn(page)).not.toContain(nextMark)
  await first.look('a.png')
  await page.getByRole('tab', { name: 'Export' }).click()
  await page.getByRole('radio', { name: /^AVIF/ }).first().check({ force: true })
  const avif = readFileSync((await first.download(page.getByRole('button', { name: 'Download AVIF' }))).path)
  expect(avif.toString('latin1', 4, 12)).toBe('ftypavif')
  await page.getByRole('radio', { name: /^PNG/ }).first().check({ force: true })
  await first.kept()

  await accept(page)
  await first.settled(1 + rare.length)
  expect((await cutoutOf(first, 'a.png')).equals(before)).toBe(true)
  expect(await sharedNameIn(page)).toContain(nextMark)
  await expect(second.tiles).toHaveCount(1)
  // With its last page the version before is gone from the device.
  await expect.poll(() => keptOf(page, 'present')).toEqual([])
  expect((await keptOf(page, 'next')).length).toBeGreaterThan(40)
})

const isEverySecondScript = () => {
  let scripts = 0
  return (path: string) => path.startsWith('assets/') && path.endsWith('.js') && ++scripts % 2 === 0
}
const startPage = String(next.get('index.html'))

test.describe('with half of a new version', () => {
  test.use({ mayComplain: true })

  for (const [how, instead] of [
    ['missing', undefined],
    ['the start page instead', startPage],
  ] as const) {
    test(`it is told and put in force nowhere (the other half is ${how})`, async ({ host, page }) => {
      test.setTimeout(240_000)
      const desk = await visit(page, host)
      await desk.choose(productPhoto('a.png'))
      await desk.done('a.png')
      await desk.kept()

      host.put(torn(next, isEverySecondScript(), instead))
      await askForUpdate(page)
      await expect(page.getByText(/A new version of Clearcut did not arrive whole/).first()).toBeVisible({
        timeout: 90_000,
      })
      await expect(updateOf(page)).toHaveCount(0)
      await page.reload()
      expect(await isNext(page)).toBe(false)
      await desk.done('a.png')
      await page.evaluate(killWorkers)
      await desk.choose(productPhoto('b.png'))
      await desk.done('b.png')
      await desk.kept()

      host.put(next)
      await askForUpdate(page)
      await expect(updateOf(page)).toBeVisible({ timeout: 90_000 })
      await accept(page)
      await desk.settled(2)
    })
  }

  for (const part of ['first', 'page'] as const) {
    test(`a first visit without ${part} says that the page is not whole, and how to go on`, async ({ host, page }) => {
      host.put(torn(next, (path) => path.startsWith(`assets/${part}-next`) && path.endsWith('.js')))
      await page.goto(host.url)
      await expect(page.getByText(/the page has not arrived whole/)).toBeVisible()
      host.put(next)
      await page.getByRole('link', { name: 'reload it' }).click()
      await expect(page.getByTestId('photos-input')).toBeAttached()
    })
  }

  for (const part of ['workspace', 'matting'] as const) {
    test(`a first visit without ${part} says so, and its photo is there once all is`, async ({ host, page }) => {
      const desk = new Desk(page)
      host.put(torn(next, (path) => path.startsWith(`assets/${part}-next`) && path.endsWith('.js')))
      await page.goto(host.url)
      await page.getByTestId('photos-input').setInputFiles(productPhoto('a.png'))
      await expect(page.getByText('A part of Clearcut could not be loaded.').first()).toBeVisible()
      await expect(page.getByText(/come back in a few minutes/).first()).toBeVisible()
      await desk.kept()
      host.put(next)
      if (part === 'workspace') await page.getByRole('button', { name: 'Reload' }).click()
      else await page.reload()
      await expect(desk.tiles).toHaveCount(1)
      if (part === 'matting')
        await page
          .getByRole('button', { name: /^(?:Try again|Retry)/ })
          .first()
          .click()
      await desk.done('a.png')
    })
  }
})
