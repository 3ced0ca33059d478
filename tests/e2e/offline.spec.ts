import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serveApp } from '#tools/server.ts'
import { expect, test } from './app.ts'
import { hasShared, person, productPhoto, withoutShared } from './support/data.ts'
import type { Desk } from './support/desk.ts'

test('after one visit the app opens, cuts with the network and downloads without any network', async ({
  app,
  desk,
  page,
  context,
}) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(app.url)
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 })
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByTestId('offline')).toBeVisible()
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await desk.choose(person.photo)
  await desk.done('0097.jpg')
  await expect(threads(desk)).not.toHaveAttribute('data-threads', '1')
  expect((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).name).toBe('0097-cutout.png')
})

test.describe('on a host without headers, below a path', () => {
  test('without a service worker: one thread, and it works', async ({ plainHost, desk, page }) => {
    test.skip(!hasShared, withoutShared)
    // As in a browser that has none, or refuses it in private windows.
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }))
    await desk.open(plainHost.url)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await desk.choose(person.photo)
    await desk.done('0097.jpg')
    await expect(threads(desk)).toHaveAttribute('data-threads', '1')
  })

  test('a photo dropped before the service worker is ready stays, and the next load has threads', async ({
    plainHost,
    desk,
    page,
  }) => {
    test.skip(!hasShared, withoutShared)
    await desk.open(plainHost.url)
    await desk.choose(person.photo)
    await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 })
    await desk.done('0097.jpg')

    await expect(page.locator('.app')).toHaveAttribute('data-kept', 'true')
    await page.goto(plainHost.url)
    await page.waitForFunction(() => crossOriginIsolated)
    await desk.done('0097.jpg')
    await page.keyboard.press('r')
    await expect(desk.tile('0097.jpg')).not.toHaveAttribute('data-status', 'done')
    await desk.done('0097.jpg')
    await expect(threads(desk)).not.toHaveAttribute('data-threads', '1')
  })
})

test('a new version announces itself, waits for consent, and loses no photo before that', async ({ desk, page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-version-'))
  cpSync(resolve(import.meta.dirname, '../../dist'), folder, { recursive: true })
  const server = await serveApp({ folder })
  try {
    await page.goto(server.url)
    await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 })
    await desk.choose(productPhoto('kept.png'))
    await desk.done('kept.png')
    const script = join(folder, 'service-worker.js')
    writeFileSync(script, `${readFileSync(script, 'utf8')}\n// the next version\n`)
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    const notice = page.locator('[data-notice="update"]')
    await expect(notice).toContainText('A new version is ready.')
    await expect(desk.tiles).toHaveCount(1)
    await Promise.all([page.waitForEvent('load'), notice.getByRole('button', { name: 'Reload' }).click()])
    await expect(notice).toHaveCount(0)
    await desk.done('kept.png')
  } finally {
    await server.close()
  }
})

function threads(desk: Desk) {
  return desk.about.locator('[data-field="backend"]')
}
