import { createRequire } from 'node:module'
import { expect, test } from './app.ts'
import { movements, smallTargets, unspeakable } from './support/access.ts'
import { throughStates, whileWorking } from './support/states.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

test.describe('with fingers, on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' })

  test('whatever can be touched is 44 px high and wide', async ({ app, desk, page }) => {
    test.setTimeout(240_000)
    const found: Record<string, string[]> = {}
    await throughStates(desk, app.url, async (state) => {
      const small = await smallTargets(page)
      if (small.length > 0) found[state] = small
    })
    expect(found).toEqual({})
  })
})

test.describe('by voice', () => {
  // Axe is put into the page as text, which the page's own policy rightly refuses.
  test.use({ bypassCSP: true, reducedMotion: 'reduce' })

  test('whatever has words on it is called by them', async ({ app, desk, page }) => {
    test.setTimeout(240_000)
    const found: Record<string, string[]> = {}
    await throughStates(desk, app.url, async (state) => {
      if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axePath })
      const wrong = await unspeakable(page)
      if (wrong.length > 0) found[state] = wrong
    })
    expect(found).toEqual({})
  })
})

test('nothing moves where motion is reduced', async ({ app, desk, page }) => {
  test.setTimeout(240_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found: Record<string, string[]> = {}
  await throughStates(desk, app.url, async (state) => {
    const moving = await movements(page)
    if (moving.length > 0) found[state] = moving
  })
  expect(found).toEqual({})
})

test.describe('while photos are being cut', () => {
  test.use({ serviceWorkers: 'block' })

  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    test(`something moves only where motion is not reduced (${reducedMotion})`, async ({ app, desk, page }) => {
      await page.emulateMedia({ reducedMotion })
      await whileWorking(desk, app.url, async () => {
        expect((await movements(page)).length > 0).toBe(reducedMotion === 'no-preference')
      })
    })
  }
})
