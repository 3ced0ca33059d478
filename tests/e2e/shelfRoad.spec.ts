import { readFileSync, statfsSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import { expect } from './app.ts'
import { alphaOf, productPhoto, readPng, scratch } from './support/data.ts'
import type { Desk } from './support/desk.ts'
import { cod, test } from './support/hubTest.ts'

test('a full-size checkpoint: agreed to, downloaded, compiled, cut with, and again without a network, as if it had been dropped', async ({
  hubApp,
  desk,
  page,
  context,
}) => {
  const { bavail, bsize } = statfsSync(scratch)
  test.skip(bavail * bsize < 3e9, 'the checkpoint and its copies need 3 GB of free disk')
  test.setTimeout(480_000)
  const file = readFileSync(formulaLite())
  const photo = productPhoto('mug.png', 320, 240)
  const { answers } = hubApp.hub.put(cod.repository, { sizeBytes: file.length, seed: 0, faults: [] }, file)
  await desk.open(hubApp.url)
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 })
  await desk.choose(photo)
  await desk.done('mug.png')
  await openShelf(page)
  const entry = page.locator(`[data-entry="${cod.id}"]`)
  await entry.getByRole('button', { name: `Download ${cod.name}` }).click()
  expect(answers).toEqual([])
  await page.getByTestId('consent').getByRole('button', { name: 'Download' }).click()
  await page.getByText(/^All \d+ models$/).click()
  await expect(entry).toHaveAttribute('data-at', 'device', { timeout: 120_000 })
  expect(answers.reduce((sum, { sentBytes }) => sum + sentBytes, 0)).toBe(file.length)
  await page.getByRole('button', { name: 'Close' }).click()

  const ready = page.locator('[data-notice="model-ready"]')
  await expect(ready).toContainText(`${cod.name} is ready. Kept as 89 MB (half precision).`)
  await ready.getByRole('button', { name: 'Redo 1 photo with it' }).click()
  await expect(desk.tile('mug.png')).toHaveAttribute('data-status', 'working')
  await page.keyboard.press('Escape')
  await desk.done('mug.png')

  const downloaded = await cutWith(desk, cod.name)
  expect(new Set(alphaOf(downloaded)).size, 'the mask has many values').toBeGreaterThan(20)

  await context.setOffline(true)
  await page.reload()
  // What was downloaded is the default from then on.
  await expect(page.getByTestId('model-chip')).toContainText(cod.name)
  // The cutout came back; it is made once more from nothing.
  await desk.tile('mug.png').locator('.tile-pick').press('Delete')
  await expect(desk.tiles).toHaveCount(0)
  await desk.choose(photo)
  await expect(desk.tile('mug.png')).toHaveAttribute('data-status', 'working')
  await page.keyboard.press('Escape')
  const offline = await cutWith(desk, cod.name)
  expect(offline.data.equals(downloaded.data)).toBe(true)

  await page.getByTestId('add-input').setInputFiles(formulaLite())
  await expect(page.getByTestId('model-chip')).toContainText('formula-lite', { timeout: 60_000 })
  const dropped = await cutWith(desk, 'formula-lite')
  expect(dropped.data.equals(downloaded.data)).toBe(true)
})

async function openShelf(page: Page): Promise<void> {
  await page.getByTestId('shelf-line').getByRole('button').last().click()
  await page.getByText(/^All \d+ models$/).click()
}

/** Cuts the one photo again, at the smallest size, with the model that is chosen, and gives the cutout. */
async function cutWith(desk: Desk, model: string) {
  const { page, about } = desk
  await page.getByRole('tab', { name: 'Model' }).click()
  await page.getByTestId('tier').selectOption('512')
  await desk.look('mug.png')
  await page.keyboard.press('r')
  await expect(about.locator('[data-field="model"]')).toHaveText(model, { timeout: 200_000 })
  await expect(about.locator('[data-field="tier"]')).toHaveText('512 × 512')
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  return readPng(path)
}
