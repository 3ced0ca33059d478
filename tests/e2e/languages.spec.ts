import { expect, test } from './app.ts'
import { hasShared, person, withoutShared } from './support/data.ts'

test.describe('a browser that wants Swiss German', () => {
  test.use({ locale: 'de-CH' })

  test('is shown German, and loads the words of no other language', async ({ app, desk, page }) => {
    test.skip(!hasShared, withoutShared)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await desk.open(app.url)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Fotos/)
    await desk.choose(person.photo)
    await expect(page.locator('.tile[data-status="done"]')).toBeVisible()
    await expect(page.getByRole('tab', { name: 'Kanten' })).toBeVisible()
    const words = asked.flatMap((address) => address.match(/words-\w+-/) ?? [])
    expect(new Set(words)).toEqual(new Set(['words-de-']))
  })
})

test('a language that is chosen by hand is shown at once, at the next visit, and without a network', async ({
  app,
  desk,
  page,
  context,
}) => {
  await desk.open(app.url)
  await expect(page.getByTestId('ready-offline')).toBeVisible()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('fr')
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.getByRole('combobox', { name: 'Langue' })).toHaveValue('fr')
  await context.setOffline(true)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.getByRole('combobox', { name: 'Langue' })).toHaveValue('fr')
})

test.describe('a browser that wants Arabic', () => {
  test.use({ locale: 'ar-EG' })

  test('is shown a page from right to left, on which the picture stays as it is', async ({ app, desk, page }) => {
    test.skip(!hasShared, withoutShared)
    await desk.open(app.url)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await desk.choose(person.photo)
    await expect(page.locator('.tile[data-status="done"]')).toBeVisible()
    const [inspector, stage, mark] = await Promise.all(
      ['.inspector', '.stage', '.mark'].map(async (part) => await page.locator(part).first().boundingBox()),
    )
    if (!inspector || !stage || !mark) throw new Error('The page has no inspector, stage or mark.')
    // What stands at the right on an English page stands at the left.
    expect(inspector.x).toBeLessThan(stage.x)
    expect(mark.x).toBeGreaterThan(640)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280)
  })
})
