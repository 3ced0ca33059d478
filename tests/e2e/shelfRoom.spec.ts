import { expect } from './app.ts'
import { cod, test } from './support/hubTest.ts'

const sizeBytes = 6_000_000
const slow = { sizeBytes, faults: [], pace: 1_000_000 }

test('a download that the browser’s quota stops says so, keeps what has come, and goes on once there is room', async ({
  hubApp,
  desk,
  page,
  context,
}) => {
  const served = hubApp.hub.put(cod.repository, { ...slow, seed: 6 })
  await desk.open(hubApp.url)
  // What is kept for offline use takes its room first.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.getByRole('button', { name: /^(?:Get a finer model|Other models)$/ }).click()
  await page.getByText(/^All \d+ models$/).click()
  const entry = page.locator(`[data-entry="${cod.id}"]`)
  await entry.getByRole('button', { name: `Download ${cod.name}` }).click()
  await page.getByTestId('consent').getByRole('button', { name: 'Download' }).click()
  await page.getByText(/^All \d+ models$/).click()
  await expect(entry.getByText(/[1-4]\.\d MB of 6\.0 MB/)).toBeVisible()

  const protocol = await context.newCDPSession(page)
  const origin = new URL(hubApp.url).origin
  await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 })
  await expect(entry).toContainText('There is no room left for this on the device.')

  await protocol.send('Storage.overrideQuotaForOrigin', { origin })
  await entry.getByRole('button', { name: /^(?:Continue|Try again)/ }).click()
  await expect(entry).toHaveAttribute('data-at', 'device')
  expect(served.answers.reduce((sum, answer) => sum + answer.sentBytes, 0)).toBeLessThan(sizeBytes * 1.6)
})

test('two tabs share the shelf: one downloads, the other watches, deletes, and the first one knows', async ({
  hubApp,
  desk,
  page,
  context,
}) => {
  // So slow that the other tab sees it on its way on a busy machine, too.
  hubApp.hub.put(cod.repository, { ...slow, pace: 250_000, seed: 7 })
  await desk.open(hubApp.url)
  const other = await context.newPage()
  await other.goto(hubApp.url)
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: /^(?:Get a finer model|Other models)$/ }).click()
    await tab.getByText(/^All \d+ models$/).click()
  }
  const entryIn = (tab: typeof page) => tab.locator(`[data-entry="${cod.id}"]`)
  await entryIn(page)
    .getByRole('button', { name: `Download ${cod.name}` })
    .click()
  await page.getByTestId('consent').getByRole('button', { name: 'Download' }).click()
  await expect(entryIn(other).getByText(/MB of 6\.0 MB/)).toBeVisible()
  await expect(entryIn(other)).toHaveAttribute('data-at', 'device')
  await page.getByText(/^All \d+ models$/).click()
  await expect(entryIn(page)).toHaveAttribute('data-at', 'device')

  await entryIn(other)
    .getByRole('button', { name: `Delete ${cod.name}` })
    .click()
  await other.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(entryIn(page)).toHaveAttribute('data-at', 'elsewhere')
})
