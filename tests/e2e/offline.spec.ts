import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serveApp } from '#tools/server.ts'
import { expect, test } from './app.ts'
import { hasShared, person, productPhoto, withoutShared } from './support/data.ts'

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
  await expect(desk.about.locator('[data-field="backend"]')).toHaveAttribute('data-threads', '2')
  expect((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).name).toBe('0097-cutout.png')
})

test('on a host without headers, under a path: one thread at first, isolated and threaded from the second load on', async ({
  plainHost,
  desk,
  page,
}) => {
  test.skip(!hasShared, withoutShared)
  await desk.open(plainHost.url)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  await desk.choose(person.photo)
  await desk.done('0097.jpg')
  await expect(desk.about.locator('[data-field="backend"]')).toHaveAttribute('data-threads', '1')
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 })

  await desk.open(plainHost.url)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await desk.choose(person.photo)
  await desk.done('0097.jpg')
  await expect(desk.about.locator('[data-field="backend"]')).toHaveAttribute('data-threads', '2')
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
    const before = await page.evaluate(() => performance.timeOrigin)
    await notice.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => page.evaluate(() => performance.timeOrigin)).toBeGreaterThan(before)
    await expect(notice).toHaveCount(0)
  } finally {
    await server.close()
  }
})
