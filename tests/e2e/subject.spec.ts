import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { boundsOf } from '#workers/compose/bounds.ts'
import { expect, test } from './app.ts'
import { alphaOf, discsPhoto, productPhoto, readPng } from './support/data.ts'
import type { Desk } from './support/desk.ts'

const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })
const composed = (page: Page) => expect(page.locator('.stage')).toHaveAttribute('data-composed', 'true')

/** A photo of 480 × 360 with a red disc of 250 pixels in its middle, whose subject a hand has taken up. */
async function takenUp(app: { url: string }, desk: Desk, page: Page) {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png'))
  await desk.settled(1)
  const written = async () => {
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    return readFileSync(path)
  }
  const first = await written()
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await choose(page, 'By hand')
  await composed(page)
  const seen = async () => {
    await composed(page)
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    const file = readPng(path)
    return { file, bounds: boundsOf({ ...file, data: alphaOf(file) }) ?? { x: -1, y: -1, width: 0, height: 0 } }
  }
  const frame = page.getByTestId('subject')
  const box = async () => (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  return { first, written, seen, frame, box }
}

test('the subject is moved, sized, turned and flipped by its frame, is drawn to the middle with a line, and the file is exact', async ({
  app,
  desk,
  page,
}) => {
  const { first, written, seen, box } = await takenUp(app, desk, page)
  const before = await seen()
  // Taken up, but not yet moved: the same pixels.
  expect(
    Buffer.from(before.file.data).equals(
      readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path).data,
    ),
  ).toBe(true)

  const start = await box()
  const scale = start.width / before.bounds.width
  const middle = { x: start.x + start.width / 2, y: start.y + start.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x + 40, middle.y + 30, { steps: 4 })
  await page.mouse.move(middle.x + 60 * scale, middle.y + 20 * scale, { steps: 4 })
  await page.mouse.up()
  const moved = await seen()
  expect(moved.file.width).toBe(480)
  expect([moved.bounds.width, moved.bounds.height]).toEqual([before.bounds.width, before.bounds.height])
  expect(Math.abs(moved.bounds.x - before.bounds.x - 60)).toBeLessThanOrEqual(1)
  expect(Math.abs(moved.bounds.y - before.bounds.y - 20)).toBeLessThanOrEqual(1)
  // No pixel of it was changed.
  const pixel = (of: typeof moved, x: number, y: number) => {
    const at = ((of.bounds.y + y) * of.file.width + of.bounds.x + x) * 4
    return [...of.file.data.subarray(at, at + 4)]
  }
  for (const [x, y] of [
    [0, 120],
    [30, 40],
    [125, 125],
  ] as const)
    expect(pixel(moved, x, y)).toEqual(pixel(before, x, y))

  // Back to near the middle: it is drawn there, and a line says so for as long as it is held.
  await page.mouse.move(middle.x + 60 * scale, middle.y + 20 * scale)
  await page.mouse.down()
  await page.mouse.move(middle.x + 3, middle.y + 14 * scale, { steps: 5 })
  await expect(page.locator('.subject-line[data-axis="x"]')).toBeVisible()
  await page.mouse.up()
  await expect(page.locator('.subject-line')).toHaveCount(0)
  const drawn = await seen()
  expect(Math.abs(2 * drawn.bounds.x + drawn.bounds.width - 480)).toBeLessThanOrEqual(1)

  // By a corner; the one across stays.
  const place = await box()
  await page.mouse.move(place.x + place.width, place.y + place.height)
  await page.mouse.down()
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2, { steps: 5 })
  await page.mouse.up()
  const small = await seen()
  expect(Math.abs(small.bounds.width - drawn.bounds.width / 2)).toBeLessThanOrEqual(1)
  expect(Math.abs(small.bounds.x - drawn.bounds.x)).toBeLessThanOrEqual(1)
  expect(Math.abs(small.bounds.y - drawn.bounds.y)).toBeLessThanOrEqual(1)

  // By the handle below, a quarter to the left: the hand goes from below to the right.
  const handle = await page.locator('.subject-turn').boundingBox()
  const now = await box()
  if (handle === null) throw new Error('there is no handle')
  const far = handle.y + handle.height / 2 - now.y - now.height / 2
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(now.x + now.width / 2 + far, now.y + now.height / 2 + 4, { steps: 6 })
  await page.mouse.up()
  await expect(page.getByRole('textbox', { name: 'Turn' })).toHaveValue('-90')
  await page.getByRole('button', { name: 'Flip left to right' }).click()
  await expect(page.getByRole('textbox', { name: 'Turn' })).toHaveValue('90')

  const undo = page.getByRole('button', { name: 'Undo' })
  while (await undo.isEnabled()) await undo.click()
  await expect(page.locator('.stage')).toHaveAttribute('data-composed', 'nothing')
  expect((await written()).equals(first)).toBe(true)
})

test('the subject is led by keys alone, and its figures are fields', async ({ app, desk, page }) => {
  const { seen, frame } = await takenUp(app, desk, page)
  const before = await seen()
  await frame.focus()
  const left = Number(await page.getByRole('textbox', { name: 'Left' }).inputValue())
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Left' })).not.toHaveValue(String(left))
  const moved = await seen()
  expect(moved.bounds.x).toBeGreaterThan(before.bounds.x)
  expect(moved.bounds.y).toBeLessThan(before.bounds.y)
  await frame.focus()
  await page.keyboard.press('-')
  await page.keyboard.press('.')
  await page.keyboard.press('v')
  await expect(page.getByRole('textbox', { name: 'Turn' })).toHaveValue('-1')
  await expect(page.getByRole('button', { name: 'Flip upside down' })).toHaveAttribute('aria-pressed', 'true')
  await expect(desk.spoken).toContainText(/Subject at \d+ % across/)

  await page.getByRole('textbox', { name: 'Turn' }).fill('0')
  await page.getByRole('textbox', { name: 'Wide' }).fill('100')
  await page.getByRole('textbox', { name: 'Left' }).fill('20')
  await page.getByRole('textbox', { name: 'Top' }).fill('-30')
  const { bounds } = await seen()
  expect([bounds.x, bounds.y, bounds.width]).toEqual([20, 0, 100])
  expect(bounds.height).toBe(70)
  // What a hand has placed is there after a reload, too.
  await desk.kept()
  await page.reload()
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Canvas' }).click()
  expect((await seen()).bounds).toEqual(bounds)
})

test('figures hold for the file to the pixel, also of a photo that is shown reduced', async ({ app, desk, page }) => {
  await desk.open(app.url)
  const discs = [
    { x: 1001, y: 803, radius: 611.5, hue: [179, 38, 30] },
    { x: 1612, y: 1217, radius: 403.3, hue: [179, 38, 30] },
  ] as const
  await desk.choose(discsPhoto('discs.png', 2701, 1903, discs))
  await desk.settled(1)
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await choose(page, 'By hand')
  await expect(page.locator('.free-fields')).toHaveAttribute('aria-busy', 'false')
  const written = async () => {
    await composed(page)
    const { path } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    const file = readPng(path)
    return boundsOf({ ...file, data: alphaOf(file) })
  }
  const before = await written()
  for (const [name, key] of [
    ['Left', 'x'],
    ['Top', 'y'],
    ['Wide', 'width'],
  ] as const)
    await expect(page.getByRole('textbox', { name })).toHaveValue(String(before?.[key]))
  await page.getByRole('textbox', { name: 'Left' }).fill('7')
  await page.getByRole('textbox', { name: 'Top' }).fill('11')
  expect(await written()).toEqual({ ...before, x: 7, y: 11 })
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } })

  test('one finger moves the subject, two size it, and what they take hold of is large enough', async ({
    app,
    desk,
    page,
  }) => {
    const { seen, frame, box } = await takenUp(app, desk, page)
    const grips = await page.locator('.subject-grip, .subject-turn').all()
    expect(grips).toHaveLength(5)
    for (const grip of grips) {
      const size = await grip.boundingBox()
      expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44)
    }
    const before = await seen()
    const start = await box()
    const [x, y] = [start.x + start.width / 2, start.y + start.height / 2]
    const client = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
      })
    await touch('touchStart', [x, y])
    await touch('touchMove', [x + 20, y])
    await touch('touchMove', [x + 40, y])
    await touch('touchEnd')
    const moved = await seen()
    expect(moved.bounds.x).toBeGreaterThan(before.bounds.x + 20)
    const there = await box()
    const [cx, cy] = [there.x + there.width / 2, there.y + there.height / 2]
    await touch('touchStart', [cx - 40, cy], [cx + 40, cy])
    await touch('touchMove', [cx - 30, cy], [cx + 30, cy])
    await touch('touchMove', [cx - 20, cy], [cx + 20, cy])
    await touch('touchEnd')
    await expect(frame).toHaveAttribute('aria-label', /fills/)
    const small = await seen()
    expect(Math.abs(small.bounds.width - moved.bounds.width / 2)).toBeLessThanOrEqual(3)
  })
})
