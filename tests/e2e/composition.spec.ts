import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { type Picture, productPhoto, readPng } from './support/data.ts'

const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })

function at({ width, data }: Picture, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

test('gradient, own picture, blurred photo, shadow and outline are in the file as they were chosen', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Background' }).click()
  const stage = page.locator('.stage')
  const written = async () => {
    await expect(stage).toHaveAttribute('data-composed', 'true')
    return readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path)
  }

  await choose(page, 'Gradient')
  await page.getByRole('textbox', { name: 'From as hex' }).fill('#000000')
  await page.getByRole('textbox', { name: 'To as hex' }).fill('#ff0000')
  await page.getByRole('slider', { name: 'Angle' }).fill('90')
  const gradient = await written()
  for (const x of [0, 100, 479]) {
    const share = (x + 0.5) / 480
    expect(Math.abs((at(gradient, x, 5)[0] ?? 0) - 255 * share)).toBeLessThanOrEqual(1)
  }
  expect(at(gradient, 240, 180)).toEqual([179, 38, 30, 255])

  await choose(page, 'Picture')
  await page.getByTestId('backdrop-input').setInputFiles(productPhoto('paper.png', 40, 30, [10, 20, 250]))
  await expect(page.getByText('paper.png')).toBeVisible()
  const picture = await written()
  expect(
    at(picture, 0, 0)
      .slice(0, 3)
      .every((value) => value > 230),
  ).toBe(true)
  expect(
    at(picture, 240, 40)
      .slice(0, 3)
      .every((value) => value > 200),
  ).toBe(true)

  await choose(page, 'Blurred')
  const blurred = await written()
  // A plain wall out of focus is a plain wall, also close to the red subject.
  const [red = 0, green = 0, blue = 0] = at(blurred, 240, 54)
  expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(12)
  expect(red).toBeGreaterThan(215)

  await choose(page, 'Plain')
  await choose(page, 'Drop')
  await page.getByRole('slider', { name: 'Opacity' }).fill('100')
  await page.getByRole('switch', { name: 'Outline' }).check()
  const shadow = await written()
  expect(at(shadow, 0, 0)[3]).toBe(0)
  // The line is white, and its shadow falls to the lower right.
  expect(at(shadow, 240 - 122, 180)).toEqual([255, 255, 255, 255])
  expect(at(shadow, 240 + 88, 180 + 90).slice(0, 3)).toEqual([0, 0, 0])
  expect(at(shadow, 240 + 88, 180 + 90)[3]).toBeGreaterThan(40)
})

test('tones change the subject alone, and are in the file', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Background' }).click()
  await page.getByRole('textbox', { name: 'Colour as hex' }).fill('#336699')
  await page.getByText('Light and colour of the subject').click()
  await page.getByRole('slider', { name: 'Saturation' }).fill('-100')
  await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'true')
  const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
  const grey = readPng(path)
  expect(at(grey, 0, 0)).toEqual([0x33, 0x66, 0x99, 255])
  const [red, green, blue] = at(grey, 240, 180)
  expect([green, blue]).toEqual([red, red])
  // The luminance of the red that it was: 0.2126, 0.7152 and 0.0722 parts of its light.
  expect(Math.abs((red ?? 0) - 93)).toBeLessThanOrEqual(2)
  await page.getByRole('button', { name: 'As in the photo' }).click()
  await expect(page.getByRole('slider', { name: 'Saturation' })).toHaveValue('0')
})

test('a scene of one’s own colour and a darkened photo lie behind, as they are in the file', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Background' }).click()
  const written = async () => {
    await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'true')
    return readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path)
  }
  await choose(page, 'Scene')
  await choose(page, 'Soft light')
  await page.getByRole('textbox', { name: 'Colour of the scene as hex' }).fill('#20c040')
  const scene = await written()
  const [corner, near] = [at(scene, 2, 2), at(scene, 240, 45)]
  expect(near[1]).toBeGreaterThan((corner[1] ?? 0) + 30)
  for (const [red = 0, green = 0, blue = 0, alpha] of [corner, near]) {
    expect(green > blue && blue > red).toBe(true)
    expect(alpha).toBe(255)
  }
  expect(at(scene, 240, 180)).toEqual([179, 38, 30, 255])

  await choose(page, 'Blurred')
  const bright = await written()
  await page.getByRole('slider', { name: 'Darkened' }).fill('75')
  const dark = await written()
  // A quarter of the light: in code that is a good half.
  const share = (at(dark, 20, 20)[0] ?? 0) / (at(bright, 20, 20)[0] ?? 1)
  expect(share).toBeGreaterThan(0.5)
  expect(share).toBeLessThan(0.58)
  expect(at(dark, 240, 180)).toEqual([179, 38, 30, 255])
  await desk.kept()
  await page.reload()
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Background' }).click()
  await expect(page.getByRole('slider', { name: 'Darkened' })).toHaveValue('75')
})

test('a glow, colours that suit the background, and light from behind are in the file', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Background' }).click()
  const written = async () => {
    await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'true')
    return readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path)
  }
  await page.getByRole('switch', { name: 'Glow' }).check()
  await page.getByRole('textbox', { name: 'Colour of the glow as hex' }).fill('#00ff88')
  const glowing = await written()
  expect(at(glowing, 240, 180)).toEqual([179, 38, 30, 255])
  const [near, far] = [at(glowing, 240 - 123, 180), at(glowing, 5, 5)]
  expect(near.slice(0, 3)).toEqual([0, 255, 136])
  expect(near[3]).toBeGreaterThan(90)
  expect(far[3]).toBe(0)
  await page.getByRole('switch', { name: 'Glow' }).uncheck()

  await page.getByRole('textbox', { name: 'Colour as hex' }).fill('#3060ff')
  await page.getByText('Light and colour of the subject').click()
  await page.getByRole('slider', { name: 'Suit the colours behind' }).fill('100')
  const suited = await written()
  expect(at(suited, 0, 0)).toEqual([0x30, 0x60, 255, 255])
  expect(at(suited, 240, 180)[2]).toBeGreaterThan(120)
  await page.getByRole('slider', { name: 'Suit the colours behind' }).fill('0')
  await page.getByRole('slider', { name: 'Light from behind' }).fill('100')
  const lit = await written()
  expect(at(lit, 240, 180)).toEqual([179, 38, 30, 255])
  const blue = (of: Picture, x: number) => at(of, x, 180)[2] ?? 0
  expect(blue(lit, 240 - 118)).toBeGreaterThan(blue(lit, 240 - 100) + 20)
})
