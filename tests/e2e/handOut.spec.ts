import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from './app.ts'
import { scratch } from './support/data.ts'

async function photo(): Promise<string> {
  const path = join(scratch, 'ball.png')
  const disc = '<svg width="320" height="240"><circle cx="160" cy="120" r="80" fill="#2050c8"/></svg>'
  await sharp({ create: { width: 320, height: 240, channels: 3, background: '#fafafa' } })
    .composite([{ input: Buffer.from(disc) }])
    .png()
    .toFile(path)
  return path
}

test('a finished picture is dragged out of the window as a file', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(await photo())
  await desk.done('ball.png')
  const figures = page.locator('.drag-file')
  await expect(figures).toHaveAttribute('data-ready', 'false')
  await figures.hover()
  await expect(figures).toHaveAttribute('data-ready', 'true')
  await expect(page.getByTestId('written')).toContainText(/320 × 240 · \d/)
  const dragged = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('dragstart', ({ dataTransfer }) => resolve(dataTransfer?.getData('DownloadURL') ?? ''))
      }),
  )
  const box = await figures.boundingBox()
  if (box === null) throw new Error('nothing to drag')
  await page.mouse.move(box.x + 20, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x - 60, box.y - 60, { steps: 6 })
  const [, type = '', name = '', url = ''] = /^(.+?):(.+?):(.+)$/.exec(await dragged) ?? []
  await page.mouse.up()
  expect([type, name]).toEqual(['image/png', 'ball-cutout.png'])
  const bytes = await page.evaluate(
    async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())],
    url,
  )
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ format: 'png', width: 320, height: 240 })

  // What would make another file of it takes it back.
  await page.getByRole('tab', { name: 'Export' }).click()
  await page.getByRole('radio', { name: 'WebP', exact: true }).check({ force: true })
  await expect(figures).toHaveAttribute('data-ready', 'false')
})

test('where there is a share sheet, it gets the file', async ({ app, desk, page }) => {
  await page.addInitScript(() => {
    Object.assign(navigator, {
      canShare: ({ files = [] }: ShareData) => files.every(({ type }) => type.startsWith('image/')),
      share: async ({ files = [] }: ShareData) => {
        document.title = files.map(({ name, type }) => `${name} ${type}`).join()
      },
    })
  })
  await desk.open(app.url)
  await desk.choose(await photo())
  await desk.done('ball.png')
  await page.getByRole('button', { name: 'More downloads' }).click()
  await page.getByRole('menuitem', { name: 'Share…' }).click()
  await expect(page).toHaveTitle('ball-cutout.png image/png')
  await expect(desk.spoken).toHaveText('Shared ball-cutout.png')
})

test('without a share sheet nothing offers one', async ({ app, desk, page }) => {
  await page.addInitScript(() => Object.assign(navigator, { share: undefined, canShare: undefined }))
  await desk.open(app.url)
  await desk.choose(await photo())
  await desk.done('ball.png')
  await page.getByRole('button', { name: 'More downloads' }).click()
  await expect(page.getByRole('menuitem', { name: 'Copy to clipboard' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Share…' })).toHaveCount(0)
})
