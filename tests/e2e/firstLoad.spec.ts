import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

// Its files would be served by it on the second visit, past the routes of a test.
test.use({ serviceWorkers: 'block' })

/** The part of the app that the first page does without. */
const rest = /\/assets\/start-[\w-]+\.js$/

/** Holds back what lies at such addresses until it is let through. */
async function hold(page: Page, addresses: RegExp): Promise<() => void> {
  let letThrough = () => {}
  const held = new Promise<void>((settle) => {
    letThrough = settle
  })
  await page.route(addresses, async (route) => {
    await held
    await route.continue()
  })
  return letThrough
}

/** Where the parts of the first page lie, as soon as the app is there: before anything else may have come to it. */
function placesWhenThere(page: Page) {
  return page.evaluate(async () => {
    const parts = [...document.querySelectorAll('.header > *, .empty-words > *, .empty-foot > *, .shelf-line > button')]
    const places = () =>
      parts.map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect()
        return [part.className, part.isConnected, x, y, width, height].join(' ')
      })
    const before = places()
    const focused = document.activeElement
    await new Promise<void>((settle) => {
      const seen = new MutationObserver(() => {
        if (document.querySelector('.notices') !== null) settle()
      })
      seen.observe(document.body, { childList: true, subtree: true })
    })
    return { before, after: places(), hasFocus: document.activeElement === focused && focused !== document.body }
  })
}

/** Drops a picture on the page as a person does. */
async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  }, readFileSync(path).toString('base64'))
}

/** Where words and buttons of the first page lie, written or drawn. */
function placesOn(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.header > *, .empty-words > *, .empty-foot > *, .shelf-line > button')].map(
      (part) => {
        const { x, y, width, height } = part.getBoundingClientRect()
        return [part.className, x, y, width, height].map(String)
      },
    ),
  )
}

for (const { locale, words, width } of [
  { locale: 'en-GB', words: /Keep the subject/, width: 1280 },
  { locale: 'de-DE', words: /Motiv behalten/, width: 360 },
  { locale: 'ar', words: /صورك/, width: 768 },
]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale, viewport: { width, height: 800 }, hasTouch: width < 1000 })

    test('the first page can be read before its scripts are there, and stays where it is when they come', async ({
      app,
      desk,
      page,
    }) => {
      const letThrough = await hold(page, /\/assets\/page-[\w-]+\.js$/)
      await page.goto(app.url)
      await expect(page.locator('#root > .first h1')).toHaveText(words)
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2))
      // What cannot be pressed yet cannot be reached either.
      await page.keyboard.press('Tab')
      await expect(page.locator('button:focus')).toHaveCount(0)
      const written = await placesOn(page)
      const letRest = await hold(page, rest)
      letThrough()
      await expect(desk.emptyPage).toBeVisible()
      await expect(page.locator('.first')).toHaveCount(0)
      await expect(page.getByRole('button').first()).toBeVisible()
      expect(written.length).toBeGreaterThan(10)
      expect(await placesOn(page)).toEqual(written)
      letRest()
    })
  })
}

test('what is dropped before the scripts are there is cut', async ({ app, desk, page }) => {
  const letThrough = await hold(page, /\/assets\/page-[\w-]+\.js$/)
  await page.goto(app.url)
  await expect(page.locator('#root > .first h1')).toBeVisible()
  await drop(page, productPhoto('early.png'))
  letThrough()
  await desk.done('dropped.png')
})

test('the first page is there and answers before the rest of the app; what is brought meanwhile is cut', async ({
  app,
  desk,
  page,
}) => {
  const letThrough = await hold(page, rest)
  await desk.open(app.url)
  await expect(page.getByRole('button', { name: /^Try: / }).first()).toBeVisible()
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose photos' }).click()
  expect((await chosen).isMultiple()).toBe(true)
  await page.getByRole('button', { name: 'Help and shortcuts' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByTestId('photos-input').setInputFiles(productPhoto('early.png'))
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'true')
  await expect(desk.tiles).toHaveCount(0)

  letThrough()
  await desk.done('early.png')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
})

test('nothing moves, and the focus stays, when the rest of the app comes', async ({ app, desk, page }) => {
  const letThrough = await hold(page, rest)
  await desk.open(app.url)
  const sample = page.getByRole('button', { name: /^Try: / }).first()
  await expect(sample).toBeVisible()
  await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
  })
  await sample.focus()
  const places = placesWhenThere(page)
  letThrough()
  const { before, after, hasFocus } = await places
  expect(before.length).toBeGreaterThan(10)
  expect(after).toEqual(before)
  expect(hasFocus).toBe(true)
})

test('a sample, a drop and the wish to see the sessions are kept until the app is there', async ({
  app,
  desk,
  page,
}) => {
  const letThrough = await hold(page, rest)
  await desk.open(app.url)
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  await page
    .getByRole('button', { name: /^Try: / })
    .first()
    .click()
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'true')
  await drop(page, productPhoto('dropped.png'))
  letThrough()
  await expect(page.getByRole('dialog')).toContainText('Sessions')
  await page.keyboard.press('Escape')
  await desk.settled(2)
  await expect(desk.tile('dropped.png')).toHaveAttribute('data-status', 'done')
})

test('who comes back does not see the empty page before the photos', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('kept.png'))
  await desk.done('kept.png')
  await desk.kept()

  const letThrough = await hold(page, rest)
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (document.querySelector('.empty') !== null) document.documentElement.dataset['sawEmpty'] = 'true'
    })
    seen.observe(document, { childList: true, subtree: true })
  })
  await page.reload()
  await expect(page.locator('main.workspace-loading')).toBeVisible()
  letThrough()
  await desk.done('kept.png')
  await expect(page.locator('html')).not.toHaveAttribute('data-saw-empty')
})

test.describe('without the rest of the app', () => {
  // That a file is missing is an error in the console.
  test.use({ mayComplain: true })

  test('the page says that a part is missing, and offers the way on', async ({ app, desk, page }) => {
    await page.route(rest, (route) => route.fulfill({ status: 404, body: '' }))
    await page.goto(app.url)
    await expect(page.getByRole('alert')).toContainText('A part of Clearcut could not be loaded.')
    await page.unroute(rest)
    await page.getByRole('button', { name: 'Reload' }).click()
    await expect(desk.emptyPage).toBeVisible()
    await desk.choose(productPhoto('after all.png'))
    await desk.done('after all.png')
  })
})
