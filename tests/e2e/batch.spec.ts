import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

test('of a long strip only what is in sight is drawn, and all of it is reached by keyboard', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const paths = Array.from({ length: 150 }, (_, index) => productPhoto(`mug ${index}.png`, 32, 24))
  await desk.choose(...paths)
  await expect(desk.tiles.first()).toHaveAttribute('aria-setsize', '150')
  expect(await desk.tiles.count()).toBeLessThan(50)
  await desk.tile('mug 0.png').locator('.tile-pick').focus()
  await page.keyboard.press('End')
  const last = desk.tile('mug 149.png').locator('.tile-pick')
  await expect(last).toBeFocused()
  await expect(last).toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(desk.tile('mug 148.png').locator('.tile-pick')).toBeFocused()
  // Scrolled out of sight, the selected photo keeps the focus.
  await page.locator('.strip-scroll').evaluate((strip) => strip.scrollTo(0, 0))
  await expect(desk.tile('mug 0.png')).toBeInViewport()
  await expect(desk.tile('mug 148.png').locator('.tile-pick')).toBeFocused()
  for (const size of [
    { width: 360, height: 740 },
    { width: 844, height: 390 },
  ]) {
    await page.setViewportSize(size)
    await expect(desk.tile('mug 148.png')).toBeInViewport()
  }
})

test('the work pauses after the photo that is being cut, says how much is left, and goes on', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(...Array.from({ length: 6 }, (_, index) => productPhoto(`mug ${index}.png`, 320, 240)))
  await desk.done('mug 0.png')
  await expect(page.getByTestId('work-news')).toContainText(/\d of 6.* left/)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.locator('.tile[data-status="working"]')).toHaveCount(0)
  const waiting = page.locator('.tile[data-status="waiting"]')
  const left = await waiting.count()
  expect(left).toBeGreaterThan(0)
  await desk.look('mug 5.png')
  await expect(page.getByTestId('progress')).toContainText('Paused')
  expect(await waiting.count()).toBe(left)
  await page.getByTestId('progress').getByRole('button', { name: 'Go on' }).click()
  await desk.settled(6)
  await expect(page.locator('.tile[data-status="done"]')).toHaveCount(6)
  await expect(page.getByTestId('work-news')).toHaveCount(0)
})
