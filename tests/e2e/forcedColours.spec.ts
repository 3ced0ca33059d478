import type { Locator, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

test.use({ forcedColors: 'active', reducedMotion: 'reduce' })

/** The pixels of this part of the page, with a little around it. */
async function pictureOf(part: Locator): Promise<PNG> {
  await part.scrollIntoViewIfNeeded()
  const box = await part.boundingBox()
  if (box === null) throw new Error('it is not shown')
  const clip = { x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12 }
  return PNG.sync.read(await part.page().screenshot({ clip, animations: 'disabled' }))
}

/** How many pixels differ so much that an eye sees it. */
function difference(one: PNG, other: PNG): number {
  let count = 0
  for (let at = 0; at < Math.min(one.data.length, other.data.length); at += 4) {
    const channels = [0, 1, 2].map((channel) =>
      Math.abs((one.data[at + channel] ?? 0) - (other.data[at + channel] ?? 0)),
    )
    if (Math.max(...channels) > 64) count += 1
  }
  return count
}

/** Takes the focus and the pointer away, so that neither counts. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.mouse.move(0, 0)
}

test('with colours of the system every state can still be told apart', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('a.png'), productPhoto('b.png'))
  await desk.settled(2)
  await desk.look('a.png')
  await desk.edged()

  const changes: Record<string, number> = {}
  const compare = async (what: string, part: Locator, change: () => Promise<unknown>) => {
    await leave(page)
    const before = await pictureOf(part)
    await change()
    changes[what] = difference(before, await pictureOf(part))
  }
  const away = async (change: Promise<unknown>) => {
    await change
    await leave(page)
  }
  await compare('a tile that is selected', desk.tile('b.png').locator('.tile-pick'), () => away(desk.look('b.png')))
  await compare('a tile that has the focus', desk.tile('a.png').locator('.tile-pick'), async () => {
    await desk.tile('b.png').locator('.tile-pick').focus()
    await page.keyboard.press('ArrowUp')
  })
  await desk.look('a.png')
  const edges = page.getByRole('tab', { name: 'Edges' })
  await compare('a tab that is selected', edges, () => away(edges.click()))
  await compare('a tab that has the focus', page.getByRole('tab', { name: 'Model' }), async () => {
    await edges.focus()
    await page.keyboard.press('ArrowLeft')
  })
  await edges.click()
  const feather = page.getByRole('slider', { name: 'Feather' })
  await compare('a slider', feather, () => away(feather.fill('20')))
  // Its line is there, too, not the thumb alone.
  const line = await pictureOf(feather)
  const row = Math.round(line.height / 2)
  const ground = line.data.subarray(0, 3)
  const drawn = Array.from({ length: line.width }, (_, x) =>
    line.data.subarray(4 * (row * line.width + x)).subarray(0, 3),
  )
  changes['the line of a slider'] = drawn.filter((pixel) => Math.abs((pixel[0] ?? 0) - (ground[0] ?? 0)) > 64).length
  const clean = page.getByRole('switch').first()
  await compare('a switch', page.locator('.switch').first(), () => away(clean.press('Space')))
  await page.getByRole('tab', { name: 'Background' }).click()
  const blue = page.getByRole('radio', { name: 'Blue' })
  await compare('a colour that is chosen', page.locator('.swatch').filter({ has: blue }), () =>
    away(blue.check({ force: true })),
  )
  const mask = page.getByRole('radio', { name: 'Mask' }).first()
  await compare('a choice', page.locator('label').filter({ has: mask }), () => away(mask.check({ force: true })))
  const download = page.getByRole('button', { name: /^Download PNG/ })
  await compare('a button that has the focus', download, async () => {
    await download.focus()
    // The focus is shown to those who come by keys.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
  })
  await page.screenshot({ path: test.info().outputPath('forced-colours.png') })

  const lost = Object.entries(changes).filter(([, pixels]) => pixels < 40)
  expect(lost, JSON.stringify(changes)).toEqual([])
})
