import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { misplaced, pictureShare } from './support/boxes.ts'
import { discsPhoto, productPhoto } from './support/data.ts'

/** Phones on their side, zoomed pages, a small phone, and the three usual windows. */
const windows = [
  [740, 360],
  [844, 390],
  [720, 450],
  [853, 480],
  [320, 568],
  [1440, 900],
  [768, 1024],
  [360, 740],
] as const

/** Looks at the page as it stands in each window. */
async function inEveryWindow(page: Page, state: string, look: () => Promise<void> = async () => {}): Promise<void> {
  const found: Record<string, string[]> = {}
  for (const [width, height] of windows) {
    await page.setViewportSize({ width, height })
    await look()
    const faults = await misplaced(page)
    if (faults.length > 0) found[`${width}x${height}`] = faults
  }
  expect(found, state).toEqual({})
}

test.use({ reducedMotion: 'reduce' })

test('the empty page overprints nothing and cuts nothing off, in any window', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await expect(page.getByRole('button', { name: /^Try: / }).first()).toBeVisible()
  await inEveryWindow(page, 'empty')
  await page.setViewportSize({ width: 740, height: 360 })
  const last = page.locator('.empty-foot').getByRole('button').last()
  await last.scrollIntoViewIfNeeded()
  expect(await misplaced(page), 'scrolled to the end').toEqual([])
  await expect(last).toBeInViewport({ ratio: 1 })
})

test('photos, settings, dialogs and notices stand clear of one another in any window', async ({ app, desk, page }) => {
  test.setTimeout(300_000)
  await desk.open(app.url)
  await desk.choose(
    discsPhoto('two discs with a long name.png', 480, 640, [
      { x: 190, y: 200, radius: 120, hue: [179, 38, 30] },
      { x: 400, y: 80, radius: 40, hue: [30, 60, 160] },
    ]),
    productPhoto('wide.png', 640, 240),
    import.meta.filename,
    ...[1, 2, 3, 4, 5].map((number) => productPhoto(`more ${number}.png`, 120, 90)),
  )
  await desk.settled(8)
  await desk.look('two discs with a long name.png')
  await desk.edged()

  for (const tab of ['Model', 'Edges', 'Background', 'Export']) {
    await page.getByRole('tab', { name: tab }).click()
    await inEveryWindow(page, tab)
  }
  await page.getByRole('tab', { name: 'Edges' }).click()
  await page.getByRole('radio', { name: 'Picked' }).check({ force: true })
  await inEveryWindow(page, 'picking')
  await page.keyboard.press('Control+z')
  await page.getByRole('tab', { name: 'Model' }).click()

  const fold = page.getByRole('button', { name: /^(?:Hide|Show) the settings$/ })
  await page.setViewportSize({ width: 360, height: 740 })
  await fold.click()
  await inEveryWindow(page, 'folded')
  await page.setViewportSize({ width: 360, height: 740 })
  await fold.click()

  await desk.look('window.spec.ts')
  await inEveryWindow(page, 'failed')
  // A notice beside the card, which makes room.
  await desk.tile('wide.png').locator('.tile-pick').press('Delete')
  await desk.look('window.spec.ts')
  await page.locator('.notice').hover()
  await inEveryWindow(page, 'failed, with a notice', async () => {
    await page.locator('.notice').hover()
  })
  await page.getByRole('button', { name: 'Dismiss' }).click()

  await desk.look('two discs with a long name.png')
  await inEveryWindow(page, 'download menu', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More downloads' }).click()
  })
  await page.keyboard.press('Escape')
  await inEveryWindow(page, 'surface menu', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Surface: / }).click()
  })
  await page.keyboard.press('Escape')
  await inEveryWindow(page, 'help', async () => {
    if ((await page.getByRole('dialog').count()) === 0) await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByTestId('shelf-line').getByRole('button').last().click()
  await expect(page.getByTestId('shelf')).toBeVisible()
  await inEveryWindow(page, 'shelf')
  await page.getByText(/^All \d+ models$/).click()
  await page.getByText('Sources and requests').click()
  // The heading stays where it is, over what is scrolled beneath it.
  const toTop = () => page.locator('.dialog').evaluate((dialog) => dialog.scrollTo({ top: 0, behavior: 'instant' }))
  await inEveryWindow(page, 'shelf, with all open', toTop)
})

test('in low windows the picture has half of the room, beside the settings or above a folded sheet', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await expect(page.locator('.app')).toHaveAttribute('data-kept', 'true')
  for (const [width, height] of windows.filter(([, height]) => height < 600)) {
    await page.setViewportSize({ width, height })
    // Whether settings are folded is decided when the page opens; the photo comes back with it.
    await page.reload()
    await desk.done('mug.png')
    await desk.edged()
    expect(await pictureShare(page), `${width}x${height}`).toBeGreaterThanOrEqual(0.5)
    await page.getByRole('tab', { name: 'Edges' }).click()
    await expect(page.getByRole('slider', { name: 'Feather' })).toBeVisible()
    if (width >= 600) expect(await pictureShare(page), `${width}x${height}, Edges`).toBeGreaterThanOrEqual(0.5)
    // The way out is always in reach.
    await expect(page.getByRole('button', { name: 'Download PNG' })).toBeInViewport({ ratio: 1 })
  }
})

test('what is told of the work stands clear of all else in any window', async ({ app, desk, page, context }) => {
  // A service worker would answer by itself what is held back here, so that the work does not end.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }))
  await context.route(/\/(?:ort|models)\//, () => {})
  await desk.open(app.url)
  await desk.choose(productPhoto('first.png'), productPhoto('second.png'))
  await expect(page.getByTestId('progress')).toBeVisible()
  await inEveryWindow(page, 'working')
  await desk.tile('second.png').locator('.tile-pick').press('Delete')
  await inEveryWindow(page, 'working, with a notice', async () => {
    await page.locator('.notice').hover()
  })
  await context.unrouteAll({ behavior: 'ignoreErrors' })
})
