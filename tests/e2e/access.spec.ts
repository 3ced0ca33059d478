import { createRequire } from 'node:module'
import type { Locator, Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Serious and critical findings of axe on the page as it stands, once what was still coming into view has come. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axePath }).catch(() => {})
  const results: AxeResults = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

// Axe is put into the page as text, which the page's own policy rightly refuses.
test.use({ bypassCSP: true })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any screen or dialog (${colorScheme})`, async ({ app, desk, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await desk.open(app.url)
    expect(await findings(page), 'empty').toEqual([])
    await desk.choose(productPhoto('mug.png'), import.meta.filename)
    await desk.settled(2)
    await desk.look('mug.png')
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 })
      for (const tab of ['Model', 'Edges', 'Brush', 'Background', 'Canvas', 'Export']) {
        await page.getByRole('tab', { name: tab }).click()
        expect(await findings(page), `${tab} at ${width}`).toEqual([])
      }
      for (const [tab, way] of [
        ['Background', 'Scene'],
        ['Canvas', 'By hand'],
      ] as const) {
        await page.getByRole('tab', { name: tab }).click()
        await page.getByRole('radio', { name: way }).check({ force: true })
        expect(await findings(page), `${way} at ${width}`).toEqual([])
      }
    }
    await page.getByRole('button', { name: 'More downloads' }).click()
    await expect(page.getByRole('menuitem').first()).toBeVisible()
    expect(await findings(page), 'menu').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'All photos', exact: true }).click()
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 })
      await page.locator('.overview-card').first().click()
      await expect(page.getByRole('region', { name: 'Selected photos' })).toBeVisible()
      expect(await findings(page), `all photos at ${width}`).toEqual([])
    }
    await page.getByRole('button', { name: 'Back to the picture' }).click()
    await desk.tiles.nth(1).locator('.tile-pick').click()
    expect(await findings(page), 'failed').toEqual([])
    await page.getByRole('button', { name: /^Help/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await findings(page), 'help').toEqual([])
  })
}

/** Presses Tab until this has the focus, as far as a person would go before giving up. */
async function tabTo(target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 15; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await target.page().keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('the whole road by keyboard alone', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await tabTo(page.getByRole('button', { name: 'Choose photos' }))
  const opened = page.waitForEvent('filechooser')
  // The browser must have heard that the dialog is ours before the key opens it.
  await page.evaluate(() => {})
  await page.keyboard.press('Enter')
  const chooser = await opened
  await chooser.setFiles([productPhoto('a.png'), productPhoto('b.png')])
  await desk.settled(2)

  await page.locator('.tile-pick[aria-current="true"]').focus()
  await page.keyboard.press('ArrowDown')
  await expect(desk.tile('b.png').locator('.tile-pick')).toBeFocused()
  await page.keyboard.press('m')
  await expect(page.getByRole('radio', { name: 'Mask' }).first()).toBeChecked()
  await page.keyboard.press('c')
  const divider = page.getByRole('slider', { name: 'Compare before and after' })
  await tabTo(divider)
  await page.keyboard.press('End')
  await expect(divider).toHaveAttribute('aria-valuenow', '100')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')])
  expect(download.suggestedFilename()).toBe('b-cutout.png')
  await page.locator('.tile-pick[aria-current="true"]').focus()
  await page.keyboard.press('Delete')
  await expect(desk.tiles).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(desk.tiles).toHaveCount(2)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('zoom and pan by wheel, keys and buttons', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('large.png', 1600, 1200))
  await desk.done('large.png')
  await desk.edged()
  const zoom = page.getByRole('button', { name: /^Zoom \d+ %/ })
  const shown = async () => Number(/\d+/.exec((await zoom.textContent()) ?? '')?.[0])
  const fit = await shown()
  await page.locator('.stage canvas').first().hover()
  await page.mouse.wheel(0, -300)
  await expect.poll(shown).toBeGreaterThan(fit)
  await page.keyboard.press('1')
  await expect.poll(shown).toBe(100)
  await page.keyboard.press('f')
  await expect.poll(shown).toBe(fit)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(shown).toBeGreaterThan(fit)
})
