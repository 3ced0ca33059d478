import { expect, test } from './app.ts'
import { throughStates, whileWorking } from './support/states.ts'

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' })

const fileOf = (state: string) => `${state.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}.aria.yml`

test('what a screen reader finds in each state', async ({ app, desk, page }) => {
  test.setTimeout(240_000)
  await throughStates(desk, app.url, async (state) => {
    const layer = page.getByRole('dialog').or(page.getByRole('menu'))
    const part = (await layer.count()) > 0 ? layer.last() : page.locator('body')
    await expect.soft(part, state).toMatchAriaSnapshot({ name: fileOf(state) })
  })
})

test('what a screen reader finds while photos are being cut', async ({ app, desk, page }) => {
  await whileWorking(desk, app.url, async () => {
    await expect(page.locator('body')).toMatchAriaSnapshot({ name: 'working.aria.yml' })
  })
})
