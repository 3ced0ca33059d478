import { readFileSync } from 'node:fs'
import { sha256 } from '#tests/hub/content.ts'
import { expect } from './app.ts'
import { productPhoto } from './support/data.ts'
import { cod, test } from './support/hubTest.ts'

test('a model comes by consent, with progress and a list of all requests, and is there without a network', async ({
  hubApp,
  desk,
  page,
  context,
}) => {
  const served = hubApp.hub.put(cod.repository, { sizeBytes: 6_000_000, seed: 1, faults: [], pace: 1_500_000 })
  await desk.open(hubApp.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.getByRole('button', { name: /^(?:Get a finer model|Other models)$/ }).click()
  const shelf = page.getByTestId('shelf')
  await expect(shelf.getByRole('article')).toHaveCount(3)
  await shelf.getByText(/^All \d+ models$/).click()
  const entry = shelf.locator(`[data-entry="${cod.id}"]`)
  await entry.getByRole('button', { name: `Download ${cod.name}` }).click()

  const consent = page.getByTestId('consent')
  await expect(consent.locator('[data-field="free"]')).toHaveText(/ (MB|GB) free$/)
  await expect(consent.locator('[data-field="hosts"]')).toHaveText(
    new URL(hubApp.url).hostname + /:\d+$/.exec(new URL(hubApp.hub.url).host)?.[0],
  )
  expect(served.answers).toEqual([])
  await consent.getByRole('button', { name: 'Download' }).click()

  await page.getByText(/^All \d+ models$/).click()
  await expect(entry.getByText(/MB of 6\.0 MB · .*\/s/)).toBeVisible()
  await entry.getByRole('button', { name: `Pause ${cod.name}` }).click()
  await expect(entry.getByText(/paused/)).toBeVisible()
  await entry.getByRole('button', { name: `Continue ${cod.name}` }).click()
  await expect(entry).toHaveAttribute('data-at', 'device')
  const sent = served.answers.reduce((sum, answer) => sum + answer.sentBytes, 0)
  expect(sent).toBeLessThan(6_000_000 * 1.2)

  await page.getByText('Sources and requests').click()
  const requests = page.getByTestId('outside-requests').getByRole('listitem')
  await expect(requests.first()).toContainText(`${hubApp.hub.url}${cod.repository}/resolve/main/model.safetensors`)
  expect(await requests.count()).toBeGreaterThanOrEqual(3)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    entry.getByRole('button', { name: `Save ${cod.name} as a file` }).click(),
  ])
  expect(download.suggestedFilename()).toBe('birefnet-cod.safetensors')
  expect(sha256(readFileSync(await download.path()))).toBe(served.sha256)

  await context.setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'Models on this device' }).click()
  await page.getByText(/^All \d+ models$/).click()
  await expect(entry).toHaveAttribute('data-at', 'device')
  await expect(page.locator('[data-entry="birefnet-hrsod"]').last()).toContainText('needs a connection')
  await entry.getByRole('button', { name: `Delete ${cod.name}` }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText(/^All \d+ models$/).click()
  await expect(entry).toHaveAttribute('data-at', 'elsewhere')
})

test('a download that a reload broke off goes on by itself, and what is wrong is thrown away with a word', async ({
  hubApp,
  desk,
  page,
}) => {
  const served = hubApp.hub.put(cod.repository, { sizeBytes: 6_000_000, seed: 2, faults: [], pace: 1_500_000 })
  const start = async (name: string) => {
    await page.getByTestId('shelf-line').getByRole('button').last().click()
    await page.getByText(/^All \d+ models$/).click()
    await page
      .getByRole('button', { name: `Download ${name}` })
      .last()
      .click()
    await page.getByTestId('consent').getByRole('button', { name: 'Download' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
  }
  await desk.open(hubApp.url)
  await start(cod.name)
  const line = page.getByTestId('shelf-line')
  await expect(line.getByText(/[2-5]\.\d MB of 6\.0 MB/)).toBeVisible()
  await page.reload()
  await expect(page.getByTestId('spoken')).toHaveText(`${cod.name} is kept on this device and chosen`)
  expect(served.answers.reduce((sum, answer) => sum + answer.sentBytes, 0)).toBeLessThan(6_000_000 * 1.3)

  hubApp.hub.put('ZhengPeng7/BiRefNet-HRSOD', {
    sizeBytes: 2_000_000,
    seed: 3,
    faults: [],
    always: { kind: 'flip', at: 9000 },
  })
  await start('BiRefNet HRSOD')
  await expect(page.getByRole('alert')).toContainText('is not this model')
  await page.getByRole('button', { name: 'Dismiss' }).last().click()
  await page.getByTestId('shelf-line').getByRole('button', { name: 'Models on this device' }).click()
  await expect(page.getByTestId('storage')).toContainText('Models take 6.0 MB')
})

test('a non-commercial model asks first, and the mouse is not needed', async ({ hubApp, desk, page }) => {
  await desk.open(hubApp.url)
  await page.getByRole('button', { name: /^(?:Get a finer model|Other models)$/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(/^All \d+ models$/).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Download RMBG 1.4' }).focus()
  await page.keyboard.press('Enter')
  const download = page.getByTestId('consent').getByRole('button', { name: 'Download' })
  await expect(download).toBeDisabled()
  await page.getByRole('checkbox', { name: /non-commercial/ }).focus()
  await page.keyboard.press('Space')
  await expect(download).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('shelf')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('shelf')).toBeHidden()
})

test('on a new device the built-in network works at once, and Lite is offered with its size, not forced', async ({
  hubApp,
  desk,
  page,
}) => {
  test.setTimeout(240_000)
  await desk.open(hubApp.url)
  const offer = page.getByTestId('offer')
  await expect(offer).toContainText('BiRefNet Lite')
  await desk.choose(productPhoto('first.png', 320, 240), productPhoto('second.png', 320, 240))
  await desk.settled(2)
  await expect(page.getByTestId('model-chip')).toContainText('Auto')
  await page.getByRole('tab', { name: 'Model' }).click()
  await offer.getByRole('button', { name: 'Download 178 MB' }).click()
  const consent = page.getByRole('dialog', { name: 'Download BiRefNet Lite?' })
  await expect(consent).toContainText('178 MB')
  await consent.getByRole('button', { name: 'Not now' }).click()
  await expect(consent).toBeHidden()
  await expect(page.getByTestId('shelf')).toBeHidden()
})
