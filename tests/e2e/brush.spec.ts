import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { type Picture, productPhoto, readPng } from './support/data.ts'
import type { Desk } from './support/desk.ts'

/** The disc of the photo lies about (240, 180) and is 240 wide. The brush is 19 pixels wide to begin with: 4 % of the longer side. */
const [width, height] = [480, 360]
const reach = 19 / 2 + 1

type Place = readonly [number, number]

/** Gives the place on the page where a pixel of the photo is seen. */
async function onPage(page: Page) {
  const box = await page.locator('.sheet').boundingBox()
  if (box === null) throw new Error('there is no picture')
  return ([x, y]: Place): Place => [box.x + (x * box.width) / width, box.y + (y * box.height) / height]
}

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  const at = await onPage(page)
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
  await page.mouse.move(...at(to))
  await page.mouse.up()
}

async function downloaded(desk: Desk, page: Page): Promise<Picture> {
  await desk.edged()
  return readPng((await desk.download(page.getByRole('button', { name: 'Download PNG' }))).path)
}

const alphaAt = ({ data }: Picture, [x, y]: Place) => data[4 * (y * width + x) + 3]

/** How many pixels differ between two pictures near these lines, and how many elsewhere. */
function changes(one: Picture, other: Picture, lines: readonly (readonly [Place, Place])[]) {
  let [near, elsewhere] = [0, 0]
  for (let at = 0; at < width * height; at++) {
    if (one.data.compare(other.data, at * 4, at * 4 + 4, at * 4, at * 4 + 4) === 0) continue
    const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5]
    if (lines.some(([from, to]) => distance(x, y, from, to) <= reach)) near++
    else elsewhere++
  }
  return { near, elsewhere }
}

function distance(x: number, y: number, [fromX, fromY]: Place, [toX, toY]: Place): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const length = alongX ** 2 + alongY ** 2
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / length))
  return Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY)
}

/** Alpha on the screen where a pixel of the photo is seen. */
async function seenAlpha(page: Page, place: Place): Promise<number> {
  const at = await onPage(page)
  const [x, y] = at(place)
  return await page.locator('.stage canvas').evaluate(
    (element, [pageX, pageY]) => {
      if (!(element instanceof HTMLCanvasElement)) return -1
      const box = element.getBoundingClientRect()
      const [left, top] = [(pageX - box.left) * devicePixelRatio, (pageY - box.top) * devicePixelRatio]
      return element.getContext('2d')?.getImageData(left, top, 1, 1).data[3] ?? -1
    },
    [x, y] as const,
  )
}

test('strokes of the mouse change what they touch and nothing else, are undone to equal bytes, and outlive a new cut', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png', width, height))
  await desk.done('mug.png')
  const before = await downloaded(desk, page)
  await page.keyboard.press('b')
  await expect(page.getByRole('tab', { name: 'Brush' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('s')

  // Seen while the button is still down.
  await page.keyboard.press('o')
  const at = await onPage(page)
  await page.mouse.move(...at([200, 180]))
  await page.mouse.down()
  await page.mouse.move(...at([280, 180]))
  await expect.poll(() => seenAlpha(page, [240, 180])).toBe(0)
  expect(await seenAlpha(page, [240, 230])).toBe(255)
  await page.mouse.up()
  await expect(desk.spoken).toHaveText('Remove stroke 1')
  const removed = await downloaded(desk, page)
  expect(alphaAt(removed, [240, 180])).toBe(0)
  const first = changes(before, removed, [
    [
      [200, 180],
      [280, 180],
    ],
  ])
  expect(first.elsewhere).toBe(0)
  expect(first.near).toBeGreaterThan(1500)

  // X swaps: the backdrop comes back, in the photo's own colours.
  await page.keyboard.press('x')
  await drag(page, [40, 50], [90, 50])
  const kept = await downloaded(desk, page)
  expect(
    changes(removed, kept, [
      [
        [40, 50],
        [90, 50],
      ],
    ]),
  ).toMatchObject({ elsewhere: 0 })
  expect([...kept.data.subarray(4 * (50 * width + 60), 4 * (50 * width + 60) + 4)]).toEqual([237, 237, 233, 255])

  // A line by Shift, the other way by Alt: away from the end of the last stroke.
  await page.keyboard.down('Shift')
  await page.keyboard.down('Alt')
  await page.mouse.click(...at([240, 120]))
  await page.keyboard.up('Alt')
  await page.keyboard.up('Shift')
  const lined = await downloaded(desk, page)
  expect(
    changes(kept, lined, [
      [
        [90, 50],
        [240, 120],
      ],
    ]),
  ).toMatchObject({ elsewhere: 0 })
  expect(alphaAt(lined, [225, 113])).toBe(0)

  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
  expect((await downloaded(desk, page)).data.equals(before.data)).toBe(true)
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+Shift+z')
  expect((await downloaded(desk, page)).data.equals(lined.data)).toBe(true)

  await desk.model('keyer')
  await page.getByRole('button', { name: /^Cut again with/ }).click()
  await expect(page.locator('.stage')).toHaveAttribute('data-status', 'done')
  await expect(desk.about).toContainText('Plain backdrop')
  const again = await downloaded(desk, page)
  expect([alphaAt(again, [240, 180]), alphaAt(again, [60, 50]), alphaAt(again, [225, 113])]).toEqual([0, 255, 0])
  expect([alphaAt(again, [240, 250]), alphaAt(again, [20, 300])]).toEqual([255, 0])
})

test('by keyboard: arrows lead the brush, Space paints, and it is said', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png', width, height))
  await desk.done('mug.png')
  const before = await downloaded(desk, page)
  await page.keyboard.press('b')
  await expect(desk.spoken).toContainText('Space paints')
  await page.keyboard.press('s')
  await expect(desk.spoken).toHaveText('Exact brush')
  await page.locator('.surface').focus()
  await page.keyboard.press('ArrowUp')
  await expect(desk.spoken).toContainText('% down')
  await page.keyboard.down(' ')
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.up(' ')
  await expect(desk.spoken).toHaveText('Remove stroke 1')
  const painted = await downloaded(desk, page)
  expect(
    changes(before, painted, [
      [
        [240, 175],
        [280, 175],
      ],
    ]),
  ).toMatchObject({ elsewhere: 0 })
  expect(alphaAt(painted, [260, 175])).toBe(0)
  await page.getByRole('button', { name: 'Clear strokes' }).click()
  expect((await downloaded(desk, page)).data.equals(before.data)).toBe(true)
  // The key that took the brush lays it aside.
  await page.keyboard.press('b')
  await expect(page.getByRole('slider', { name: 'Compare before and after' })).toBeVisible()
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('one finger paints, two fingers move the picture and leave no stroke', async ({ app, desk, page }) => {
    await desk.open(app.url)
    await desk.choose(productPhoto('mug.png', width, height))
    await desk.done('mug.png')
    const before = await downloaded(desk, page)
    await page.getByRole('tab', { name: 'Brush' }).click()
    await page.getByRole('radio', { name: 'Exact' }).tap()
    const touch = await page.context().newCDPSession(page)
    const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: Place[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
    const at = await onPage(page)
    await tell('touchStart', at([200, 180]))
    for (let step = 1; step <= 8; step++) await tell('touchMove', at([200 + 10 * step, 180]))
    await tell('touchEnd')
    await expect(desk.spoken).toHaveText('Remove stroke 1')
    const painted = await downloaded(desk, page)
    expect(
      changes(before, painted, [
        [
          [200, 180],
          [280, 180],
        ],
      ]),
    ).toMatchObject({ elsewhere: 0 })
    expect(alphaAt(painted, [240, 180])).toBe(0)

    const sheet = async () => (await page.locator('.sheet').boundingBox())?.width ?? 0
    const fit = await sheet()
    const [x, y] = at([240, 180])
    await tell('touchStart', [x - 30, y], [x + 30, y])
    for (let step = 1; step <= 6; step++) await tell('touchMove', [x - 30 - 10 * step, y], [x + 30 + 10 * step, y])
    await tell('touchEnd')
    await expect.poll(async () => (await sheet()) / fit).toBeGreaterThan(2)
    expect((await downloaded(desk, page)).data.equals(painted.data)).toBe(true)
  })
})
