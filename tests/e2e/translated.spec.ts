import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

/** Puts elements in the place of all text nodes, as translators of pages do, again whenever the page changes. Each `e` becomes an `é`. */
function translate(): void {
  const skipped = new Set(['SCRIPT', 'STYLE', 'TEXTAREA', 'NOSCRIPT', 'FONT', 'OPTION'])
  const run = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: Text[] = []
    while (walker.nextNode()) found.push(walker.currentNode as Text)
    for (const node of found) {
      const parent = node.parentElement
      if (parent === null || skipped.has(parent.tagName) || parent.closest('svg, [translate="no"]')) continue
      if (node.data.trim() === '') continue
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = node.data.replaceAll('e', 'é')
      outer.append(inner)
      node.replaceWith(outer)
    }
  }
  addEventListener('DOMContentLoaded', () => {
    run()
    const options = { subtree: true, childList: true, characterData: true }
    new MutationObserver(() => setTimeout(run, 20)).observe(document.body, options)
  })
}

// What a person reads counts, without the words that are hidden.
// biome-ignore lint/performance/useDomNodeTextContent: as above
const seen = async (page: Page) => (await page.locator('body').innerText()).replaceAll('é', 'e')

test('a translated page goes on telling the truth', async ({ app, desk, page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(translate)
  await desk.page.goto(app.url)
  await desk.choose(productPhoto('one.png'), productPhoto('two.png'), productPhoto('three.png'))
  await desk.settled(3)
  await expect.poll(() => seen(page)).toContain('Download all (3)')
  await expect(page.locator('.header-name')).toHaveText('one.png')

  // Each tab, so that what stands on it is drawn, replaced, and drawn anew.
  const tabs = page.getByRole('tab')
  for (const index of [1, 2, 3, 4, 5]) await tabs.nth(index).click()
  for (const [kind, shown] of [
    [/^W.bP/, 'Download WebP'],
    [/^JPEG/, 'Download JPEG'],
    [/^GIF/, 'Download GIF'],
  ] as const) {
    await page.getByRole('radio', { name: kind }).first().check({ force: true })
    await expect.poll(() => seen(page)).toContain(shown)
  }
  await desk.tile('one.png').locator('.tile-pick').press('Delete')
  await expect.poll(() => seen(page)).toContain('Download all (2)')
  await expect.poll(() => seen(page)).toContain('Removed one.png')
  await tabs.nth(1).click()
  await page.locator('.range', { hasText: 'F' }).locator('input').last().fill('4')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => seen(page)).toContain('Download all (3)')
  await tabs.nth(0).click()
  await page.getByTestId('shelf-line').getByRole('button').last().click()
  await expect.poll(() => seen(page)).toContain('Models')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Remove all photos' }).click()
  await expect(desk.tiles).toHaveCount(0)
  expect(errors).toEqual([])
})
