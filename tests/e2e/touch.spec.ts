import { expect, test } from './app.ts'
import { productPhoto } from './support/data.ts'

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

test('two fingers zoom about the place between them, one finger moves the picture, and a double tap fits it again', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(productPhoto('mug.png', 1600, 1200))
  await desk.done('mug.png')
  await desk.edged()
  await page.keyboard.press('x')
  const touch = await page.context().newCDPSession(page)
  const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
  const sheet = async () => {
    const box = await page.locator('.sheet').boundingBox()
    if (box === null) throw new Error('there is no sheet')
    return box
  }
  const fit = await sheet()
  const [x, y] = [fit.x + fit.width / 2, fit.y + fit.height / 2]
  await tell('touchStart', [x - 40, y], [x + 40, y])
  for (let step = 1; step <= 8; step++) await tell('touchMove', [x - 40 - 10 * step, y], [x + 40 + 10 * step, y])
  await tell('touchEnd')
  await expect.poll(async () => (await sheet()).width / fit.width).toBeCloseTo(3, 1)
  const large = await sheet()
  // Fingers are told of one after the other, each with the picture where the other has left it.
  expect(Math.abs(large.x + large.width / 2 - x)).toBeLessThan(12)

  await tell('touchStart', [x, y])
  for (let step = 1; step <= 6; step++) await tell('touchMove', [x + 10 * step, y])
  await tell('touchEnd')
  await expect.poll(async () => (await sheet()).x - large.x).toBeCloseTo(60, -1)

  for (let tap = 0; tap < 2; tap++) {
    await tell('touchStart', [x, y])
    await tell('touchEnd')
  }
  await expect.poll(async () => (await sheet()).width).toBeCloseTo(fit.width, 0)
})
