import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { greyOf, hasShared, overlap, withoutShared } from './support/data.ts'
import type { Desk } from './support/desk.ts'
import { onBusyTable, pair, readPicture, samplesFolder, wallPhoto } from './support/everyday.ts'

/** Everyday photos, and what of each is the subject. */
const photos = {
  horse: () => pair('weizmann-horses/horse181.jpg', 'weizmann-horses/horse181_mask.png'),
  cat: () => pair('feral-cats/group0793.jpg', 'feral-cats/group0793_mask.png'),
  product: () => onBusyTable(),
  bike: () => pair('u2net-testdata/bike.jpg', 'u2net-testdata/bike_pred.png'),
  group: () => pair('u2net-testdata/im_14.png', 'u2net-testdata/im_14_pred.png'),
} as const

/** One visit with the network, then never again. */
async function visitOnce(url: string, desk: Desk, page: Page, context: BrowserContext): Promise<void> {
  await desk.open(url)
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 90_000 })
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByTestId('offline')).toBeVisible()
}

test('a fresh profile, offline after the first visit: everyday photos are cut, or doubted', async ({
  app,
  desk,
  page,
  context,
}) => {
  test.skip(!hasShared, withoutShared)
  test.setTimeout(400_000)
  await visitOnce(app.url, desk, page, context)
  const chosen = await Promise.all(Object.entries(photos).map(async ([name, make]) => ({ name, ...(await make()) })))
  await desk.choose(...chosen.map(({ photo }) => photo))
  await desk.settled(chosen.length, 300_000)
  const seen: Record<string, { verdict: string; isRight: boolean }> = {}
  for (const [index, { name, mask }] of chosen.entries()) {
    await desk.tiles.nth(index).locator('.tile-pick').click()
    const verdict = (await desk.tiles.nth(index).getAttribute('data-verdict')) ?? 'good'
    const bar = page.getByTestId('verdict')
    await expect(bar).toHaveCount(verdict === 'good' ? 0 : 1)
    const { path } = await desk.downloadFromMenu(/^Mask only/)
    const share = overlap(greyOf(await readPicture(path)), greyOf(await readPicture(mask)))
    test.info().annotations.push({ type: name, description: `${verdict}, overlap ${share.toFixed(3)}` })
    seen[name] = { verdict, isRight: share > 0.7 }
  }
  // A tick is never given to what failed.
  const falseTicks = Object.entries(seen).filter(([, { verdict, isRight }]) => verdict === 'good' && !isRight)
  expect(falseTicks).toEqual([])
  for (const name of ['horse', 'cat', 'bike', 'group']) expect(seen[name], name).toMatchObject({ isRight: true })
  expect(seen['horse']).toEqual({ verdict: 'good', isRight: true })
})

test('an empty wall: no tick, a word, and no empty picture unless it is asked for', async ({
  app,
  desk,
  page,
  context,
}) => {
  await visitOnce(app.url, desk, page, context)
  await desk.choose(wallPhoto('wall.png'))
  await desk.done('wall.png')
  await expect(desk.tile('wall.png')).toHaveAttribute('data-verdict', 'empty')
  await expect(desk.tile('wall.png').locator('.badge-ok')).toHaveCount(0)
  await expect(page.getByTestId('verdict')).toContainText('No subject was found')
  await expect(desk.spoken).toHaveText('wall.png: no subject was found')
  await page.getByRole('button', { name: 'Download PNG' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('wall.png')
  const { name } = await desk.download(page.getByRole('button', { name: 'Take the empty picture' }))
  expect(name).toBe('wall-cutout.png')
  // A hand may see more: the brush is one press away, and nothing lies in its way.
  await page.getByTestId('verdict').getByRole('button', { name: 'Correct by hand' }).click()
  await expect(page.getByRole('tab', { name: 'Brush' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('radio', { name: 'Smart', exact: true })).toBeChecked()
  await expect(page.getByTestId('verdict')).toHaveCount(0)
  await page.getByRole('tab', { name: 'Model' }).click()
  await expect(page.getByTestId('verdict')).toContainText('No subject was found')
})

test('our own samples are cut with a tick', async ({ app, desk, page, context }) => {
  const names = ['horse.webp', 'portrait.webp', 'vase.webp']
  await visitOnce(app.url, desk, page, context)
  await desk.choose(...names.map((name) => join(samplesFolder, name)))
  await desk.settled(names.length)
  for (const name of names) {
    await expect(desk.tile(name).locator('.badge-ok')).toHaveCount(1)
    await desk.look(name)
    await expect(page.getByTestId('verdict')).toHaveCount(0)
  }
})
