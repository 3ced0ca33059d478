import { copyFileSync, rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'
import { denyAll } from './support/refusals.ts'

/** Whether the browser asks before it leaves the page; the answer is to stay. */
async function isAsked(page: Page, leave: () => Promise<unknown>): Promise<boolean> {
  let asked = false
  const stay = async (dialog: { type(): string; dismiss(): Promise<void> }) => {
    asked ||= dialog.type() === 'beforeunload'
    await dialog.dismiss()
  }
  page.on('dialog', stay)
  await leave().catch(() => {})
  page.off('dialog', stay)
  return asked
}

test('leaving is not asked once everything is kept on the device, downloaded or not', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('one.png'), productPhoto('two.png'))
  await desk.look('one.png')
  await expect(page.locator('.app')).toHaveAttribute('data-kept', 'true')
  expect(await isAsked(page, () => page.reload())).toBe(false)
  await expect(desk.tiles).toHaveCount(2)
})

test.describe('where the browser keeps nothing', () => {
  test.use({ serviceWorkers: 'block' })

  test('leaving is asked first while a cutout is not downloaded as it is, and not after that', async ({
    app,
    desk,
    page,
    context,
  }) => {
    await denyAll(context, 'refused')
    await desk.open(app.url)
    await desk.choose(productPhoto('one.png'), productPhoto('two.png'))
    await desk.done('one.png')
    await desk.done('two.png')
    // Browsers ask only where a person has done something on the page.
    await desk.look('one.png')
    const reload = () => page.reload({ timeout: 5_000 })
    expect(await isAsked(page, reload)).toBe(true)
    await expect(desk.tiles).toHaveCount(2)
    expect(await isAsked(page, () => page.goto('about:blank', { timeout: 5_000 }))).toBe(true)
    await expect(desk.tiles).toHaveCount(2)

    await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    expect(await isAsked(page, reload)).toBe(true)
    await desk.download(page.getByRole('button', { name: /^Download all/ }))

    await page.getByRole('tab', { name: 'Edges' }).click()
    await page.getByRole('slider', { name: 'Feather' }).fill('3')
    expect(await isAsked(page, reload)).toBe(true)
    await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    expect(await isAsked(page, reload)).toBe(false)
    await expect(desk.tiles).toHaveCount(0)
    // The page that was just opened is still loading its workers.
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  })
})

test('a file that goes away or changes is kept as it came', async ({ app, desk, page }) => {
  const files = ['first.png', 'deleted.png', 'changed.png'].map((name) => productPhoto(name))
  const [first = '', deleted = '', changed = ''] = files
  await desk.open(app.url)
  // So large that the others still wait when their files go.
  await desk.choose(productPhoto('first.png', 3000, 2000), deleted, changed)
  await page.waitForTimeout(1_500)
  for (const file of [first, deleted]) rmSync(file)
  copyFileSync(productPhoto('other.png', 90, 70), changed)
  await desk.settled(3)
  for (const name of ['first.png', 'deleted.png', 'changed.png']) {
    await desk.done(name)
    await desk.look(name)
    await desk.edged()
    await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  }
})
