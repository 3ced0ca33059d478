import { basename } from 'node:path'
import type { Page } from '@playwright/test'
import sharp, { type Sharp } from 'sharp'
import { middleOf } from '#tests/bench/nano/wrongRegion.ts'
import { expect, test } from './app.ts'
import { alphaOf, hasShared, overlap, readPng, withoutShared } from './support/data.ts'
import type { Desk } from './support/desk.ts'
import { type Pair, pair } from './support/everyday.ts'

const side = 320

/** What was made of a photo: its alpha at full size, and how near it is to the mask that people made. */
interface Made {
  bytes: Buffer
  alpha: Uint8Array
  iou: number
}

async function made(desk: Desk, page: Page, mask: string): Promise<Made> {
  await desk.edged()
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  const picture = readPng(path)
  const alpha = alphaOf(picture)
  const { width, height } = picture
  const truth = await sharp(mask).resize({ width, height, fit: 'fill' }).extractChannel(0).raw().toBuffer()
  return { bytes: picture.data, alpha, iou: overlap(alpha, truth) }
}

/** The middle of the largest wrong region, in shares of the photo, and what is to be done there. */
async function worst(made: Made, size: { width: number; height: number }, mask: string) {
  const small = async (input: Sharp) =>
    Uint8Array.from(
      await input
        .resize({ width: side, height: side, fit: 'fill', kernel: 'linear' })
        .extractChannel(0)
        .raw()
        .toBuffer(),
      (value) => (value > 127 ? 1 : 0),
    )
  const mine = await small(sharp(made.alpha, { raw: { ...size, channels: 1 } }))
  const truth = await small(sharp(mask).removeAlpha())
  const { at } = middleOf(mine, truth, side)
  return { x: ((at % side) + 0.5) / side, y: (Math.floor(at / side) + 0.5) / side, isKeep: truth[at] === 1 }
}

async function placeOn(page: Page, { x, y }: { x: number; y: number }): Promise<[number, number]> {
  const box = await page.locator('.sheet').boundingBox()
  if (box === null) throw new Error('there is no picture')
  return [box.x + x * box.width, box.y + y * box.height]
}

/** Opens a pair's photo and takes the brush into the hand. */
async function brushed(app: { url: string }, desk: Desk, page: Page, name: string) {
  const { photo, mask }: Pair = await pair(`${name}.jpg`, `${name}_mask.png`)
  const { width, height } = await sharp(photo).metadata()
  await desk.open(app.url)
  await desk.choose(photo)
  await desk.done(basename(photo))
  await page.getByRole('tab', { name: 'Brush' }).click()
  await expect(page.getByRole('radio', { name: 'Smart' })).toBeChecked()
  return { mask, size: { width, height } }
}

test.skip(!hasShared, withoutShared)

test('a dab on a bystander takes all of it away, a second one on what is left; undo to the first state gives equal bytes', async ({
  app,
  desk,
  page,
}) => {
  const { mask, size } = await brushed(app, desk, page, 'feral-cats/group0584')
  const first = await made(desk, page, mask)
  let last = first
  for (const [index, gain] of [0.08, 0.01].entries()) {
    const place = await worst(last, size, mask)
    expect(place.isKeep).toBe(false)
    await page.mouse.click(...(await placeOn(page, place)))
    await expect(desk.spoken).toHaveText(new RegExp(`^Smart remove ${index + 1}: .* of the picture changed$`))
    await expect(page.getByText(index === 0 ? '1 stroke' : '2 strokes', { exact: true })).toBeVisible()
    const now = await made(desk, page, mask)
    expect(now.iou - last.iou).toBeGreaterThan(gain)
    // It only ever takes away.
    expect(now.alpha.every((alpha, at) => alpha <= (last.alpha[at] ?? 0))).toBe(true)
    last = now
  }
  for (let step = 0; step < 2; step++) await page.keyboard.press('Control+z')
  await expect(page.getByText('No strokes yet')).toBeVisible()
  expect((await made(desk, page, mask)).bytes.equals(first.bytes)).toBe(true)
  for (let step = 0; step < 2; step++) await page.keyboard.press('Control+Shift+z')
  expect((await made(desk, page, mask)).bytes.equals(last.bytes)).toBe(true)
})

test('an exact stroke after a smart one lies on top, a smart one after it wipes it, and both outlive other edges and a new cut', async ({
  app,
  desk,
  page,
}) => {
  const { mask, size } = await brushed(app, desk, page, 'feral-cats/group0584')
  const first = await made(desk, page, mask)
  const place = await worst(first, size, mask)
  const at = Math.floor(place.y * size.height) * size.width + Math.floor(place.x * size.width)
  expect(first.alpha[at]).toBeGreaterThan(200)
  await page.mouse.click(...(await placeOn(page, place)))
  const removed = await made(desk, page, mask)
  expect(removed.alpha[at]).toBe(0)
  await page.keyboard.press('s')
  await expect(page.getByRole('radio', { name: 'Exact' })).toBeChecked()
  await page.keyboard.press('x')
  await page.mouse.click(...(await placeOn(page, place)))
  const painted = await made(desk, page, mask)
  expect(painted.alpha[at]).toBe(255)
  await page.keyboard.press('s')
  await page.keyboard.press('x')
  await page.mouse.click(...(await placeOn(page, place)))
  await expect(page.getByText('3 strokes', { exact: true })).toBeVisible()
  expect((await made(desk, page, mask)).alpha[at]).toBe(0)

  await page.keyboard.press('Control+z')
  await desk.model('nano')
  await page.getByRole('button', { name: /^Cut again with/ }).click()
  await expect(page.locator('.stage')).toHaveAttribute('data-status', 'done')
  const again = await made(desk, page, mask)
  expect(again.alpha[at]).toBe(255)
  expect(again.iou).toBeGreaterThan(first.iou + 0.05)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('a tap on a part that is missing adds all of it', async ({ app, desk, page }) => {
    const { mask, size } = await brushed(app, desk, page, 'weizmann-horses/horse223')
    const first = await made(desk, page, mask)
    const place = await worst(first, size, mask)
    expect(place.isKeep).toBe(true)
    await page.getByRole('radio', { name: 'Keep' }).tap()
    await page.touchscreen.tap(...(await placeOn(page, place)))
    await expect(desk.spoken).toHaveText(/^Smart keep 1: .* of the picture changed$/)
    const now = await made(desk, page, mask)
    expect(now.iou - first.iou).toBeGreaterThan(0.04)
    expect(now.alpha.every((alpha, at) => alpha >= (first.alpha[at] ?? 0))).toBe(true)
  })
})
