import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

/** What stands in the middle of the right half of the photo: canvas over sheet, as it is on the screen. */
async function seen(page: Page, x = 0.9, y = 0.06): Promise<number[]> {
  const sheet = await page.locator('.sheet').boundingBox()
  if (sheet === null) throw new Error('there is no sheet')
  const clip = { x: sheet.x + x * sheet.width, y: sheet.y + y * sheet.height, width: 1, height: 1 }
  const png = await page.screenshot({ clip, animations: 'disabled' })
  return await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)
  }, png.toString('base64'))
}

async function lookOn(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Surface: / }).click()
  await page.getByRole('menuitemradio', { name }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
}

const near = (colour: number[]) => colour.map((value) => expect.closeTo(value, -1))

test.describe('with reduced motion', () => {
  test.use({ reducedMotion: 'reduce', colorScheme: 'light' })

  test('a cutout is looked at on light, dark, a colour and its dimmed original, and its file stays as it was', async ({
    app,
    desk,
    page,
  }) => {
    await desk.open(app.url)
    await desk.choose(productPhoto('mug.png'))
    await desk.done('mug.png')
    await desk.edged()
    await page.keyboard.press('x')
    const download = async () =>
      readFileSync((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path)
    const before = await download()

    await lookOn(page, /^Light/)
    expect(await seen(page)).toEqual(near([247, 246, 244]))
    await lookOn(page, /^Dark/)
    expect(await seen(page)).toEqual(near([23, 22, 21]))
    await lookOn(page, /^A colour/)
    expect(await seen(page)).toEqual(near([47, 158, 107]))
    await lookOn(page, /^The original/)
    // The backdrop of the photo, at a third, on black.
    expect(await seen(page)).toEqual(near([96, 95, 93]))
    expect(await seen(page, 0.5, 0.5)).toEqual(near([179, 38, 30]))
    expect(await download()).toEqual(before)

    await page.getByRole('tab', { name: 'Background' }).click()
    await page.getByRole('radio', { name: 'Blue' }).check({ force: true })
    await lookOn(page, /^Your background/)
    expect(await seen(page)).toEqual(near([47, 111, 222]))
  })

  test('behind a bright subject the checker is dark, behind a dark one it is light', async ({ app, desk, page }) => {
    await desk.open(app.url)
    await desk.choose(productPhoto('night.png', 480, 360, [20, 22, 40]))
    await desk.done('night.png')
    await expect(page.locator('.sheet')).toHaveAttribute('data-tone', 'light')
    await page.evaluate(() => {
      const canvas = new OffscreenCanvas(300, 300)
      const context = canvas.getContext('2d')
      if (context === null) return
      context.fillStyle = '#1d2440'
      context.fillRect(0, 0, 300, 300)
      context.fillStyle = '#fbf8f0'
      context.fillRect(80, 80, 140, 140)
      void canvas.convertToBlob().then((blob) => {
        const clipboardData = new DataTransfer()
        clipboardData.items.add(new File([blob], 'snow.png', { type: 'image/png' }))
        document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }))
      })
    })
    await desk.done('snow.png')
    await desk.look('snow.png')
    await expect(page.locator('.sheet')).toHaveAttribute('data-tone', 'dark')
  })

  test('the original is shown for as long as Space is held, and the help says so', async ({ app, desk, page }) => {
    await desk.open(app.url)
    await desk.choose(productPhoto('mug.png'), productPhoto('other.png'))
    await desk.settled(2)
    await desk.look('mug.png')
    await desk.edged()
    const picture = page.locator('.stage canvas').first()
    await page.keyboard.press('x')
    await expect(picture).toHaveAttribute('aria-label', /^Cut-out of mug\.png/)
    // Also while the tile that was clicked has the focus.
    await page.keyboard.down('Space')
    await expect(picture).toHaveAttribute('aria-label', /^Photo mug\.png/)
    expect(await seen(page)).toEqual(near([239, 239, 235]))
    await page.keyboard.up('Space')
    await expect(picture).toHaveAttribute('aria-label', /^Cut-out of mug\.png/)
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toContainText('The original, while it is held')
  })
})

/** Notes what the picture is called in each frame, and where the divider stands. */
async function noteFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const notes: string[] = []
    Object.assign(window, { notes })
    const look = () => {
      const name = document.querySelector('.stage canvas')?.getAttribute('aria-label')?.split(' ')[0]
      const divider = document.querySelector('.divider')?.getAttribute('aria-valuenow') ?? ''
      const note = `${name} ${divider}`.trim()
      if (name !== undefined && notes.at(-1) !== note) notes.push(note)
      requestAnimationFrame(look)
    }
    look()
  })
}

const notesOf = (page: Page) => page.evaluate(() => (window as unknown as { notes: string[] }).notes)

async function cutInFrames(page: Page, choose: () => Promise<void>, divider: Locator): Promise<string[]> {
  await noteFrames(page)
  await choose()
  await expect(divider).toHaveAttribute('aria-valuenow', '42')
  return await notesOf(page)
}

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`a new cutout is revealed by the divider and by nothing before it (motion: ${reducedMotion})`, async ({
    app,
    desk,
    page,
  }) => {
    await page.emulateMedia({ reducedMotion })
    await desk.open(app.url)
    const divider = page.getByRole('slider', { name: 'Compare before and after' })
    const notes = await cutInFrames(page, () => desk.choose(productPhoto('mug.png', 1600, 1200)), divider)
    expect(notes.filter((note) => !/^(?:Photo|Before)/.test(note))).toEqual([])
    const places = notes.flatMap((note) => (note.startsWith('Before') ? [Number(note.split(' ')[1])] : []))
    if (reducedMotion === 'reduce') expect(places).toEqual([42])
    else {
      expect(places[0]).toBeGreaterThan(80)
      expect(places).toEqual([...places].sort((one, other) => other - one))
    }
  })
}
