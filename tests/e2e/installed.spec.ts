import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { serveApp } from '#tools/server.ts'
import { expect, test } from './app.ts'

const dist = resolve(import.meta.dirname, '../../dist')
const hasController = () => navigator.serviceWorker.controller !== null

test('on a host without headers a visit without photos becomes isolated by itself, with one reload', async ({
  plainHost,
  page,
}) => {
  const loads: boolean[] = []
  page.on('load', () => loads.push(true))
  await page.goto(plainHost.url)
  await page.waitForFunction(() => crossOriginIsolated)
  await expect(page.getByTestId('ready-offline')).toBeVisible()
  await page.waitForTimeout(1000)
  expect(loads.length).toBe(2)
})

test('the browser finds nothing that keeps the app from being installed', async ({ app, page }) => {
  await page.goto(app.url)
  await page.waitForFunction(hasController)
  const session = await page.context().newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // Windows of tests are private ones, which install nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  const { errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
})

test('what another app shares is cut, offline too, and its photos go to no host', async ({
  plainHost,
  page,
  context,
}) => {
  await page.goto(plainHost.url)
  await page.waitForFunction(hasController)
  await context.setOffline(true)
  const address = await page.evaluate(
    async (bytes) => {
      const form = new FormData()
      form.append('photos', new File([new Uint8Array(bytes)], 'Käse “rot”.png', { type: 'image/png' }))
      form.append('photos', new File(['not a picture'], 'note.png', { type: 'image/png' }))
      return (await fetch('share', { method: 'POST', body: form })).url
    },
    [...square()],
  )
  expect(address).toBe(`${plainHost.url}?shared`)
  await page.goto(address)
  await expect(page.locator('.tile[data-name="Käse “rot”.png"]')).toHaveAttribute('data-status', 'done', {
    timeout: 90_000,
  })
  await expect(page.locator('.tile[data-name="note.png"]')).toHaveAttribute('data-status', 'failed')
  expect(page.url()).toBe(plainHost.url)
})

test('files that are opened with the installed app are cut', async ({ app, page }) => {
  // The browser's own queue can only be filled by an operating system.
  await page.addInitScript(
    (bytes) => {
      const getFile = async () => new File([new Uint8Array(bytes)], 'opened.png', { type: 'image/png' })
      const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
      const setConsumer = (consume: (launch: object) => void) => consume({ files: [{ getFile }, { getFile: gone }] })
      Object.defineProperty(window, 'launchQueue', { value: { setConsumer } })
    },
    [...square()],
  )
  await page.goto(app.url)
  await expect(page.locator('.tile[data-name="opened.png"]')).toHaveAttribute('data-status', 'done', {
    timeout: 90_000,
  })
  await expect(page.locator('.tile')).toHaveCount(1)
})

test('below a path, offline: the page is there whatever its query, and other files are themselves', async ({
  plainHost,
  page,
  context,
}) => {
  await page.goto(plainHost.url)
  await page.waitForFunction(hasController)
  await context.setOffline(true)
  await page.goto(`${plainHost.url}?from=somewhere#top`)
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
  await page.goto(`${plainHost.url}index.html`)
  await expect(page.getByRole('button', { name: 'Choose photos' })).toBeVisible()
  const notice = await page.goto(`${plainHost.url}THIRD-PARTY.txt`)
  expect(await notice?.text()).toContain('Apache')
})

test('consent to a new version reloads tabs without photos and asks those with photos', async ({ context, page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-tabs-'))
  cpSync(dist, folder, { recursive: true })
  const server = await serveApp({ folder })
  try {
    const [idle, busy] = [await context.newPage(), await context.newPage()]
    for (const tab of [page, idle, busy]) {
      await tab.goto(server.url)
      await tab.waitForFunction(hasController)
    }
    await busy.getByTestId('photos-input').setInputFiles({ name: 'kept.png', mimeType: 'image/png', buffer: square() })
    await expect(busy.locator('.tile')).toHaveAttribute('data-status', 'done')
    appendFileSync(join(folder, 'service-worker.js'), '\n// the next version\n')
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    const news = (tab: Page) => tab.locator('[data-notice="update"]')
    for (const tab of [page, idle, busy]) await expect(news(tab)).toBeVisible()
    const idleReloads = idle.waitForEvent('load')
    const pageReloads = page.waitForEvent('load')
    await news(page).getByRole('button', { name: 'Reload' }).click()
    await Promise.all([pageReloads, idleReloads])
    for (const tab of [page, idle]) await expect(news(tab)).toHaveCount(0)
    await expect(busy.locator('.tile')).toHaveCount(1)
    await Promise.all([busy.waitForEvent('load'), news(busy).getByRole('button', { name: 'Reload' }).click()])
    await expect(news(busy)).toHaveCount(0)
  } finally {
    await server.close()
    rmSync(folder, { recursive: true })
  }
})

/** A red square on white, as PNG. */
function square(): Buffer {
  const png = new PNG({ width: 96, height: 96 })
  png.data.fill(255)
  for (let y = 32; y < 64; y++) for (let x = 32; x < 64; x++) png.data.set([200, 20, 20], 4 * (96 * y + x))
  return PNG.sync.write(png)
}
