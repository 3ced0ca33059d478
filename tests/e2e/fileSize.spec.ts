import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from './app.ts'
import { scratch } from './support/data.ts'

const size = { width: 640, height: 480 }

/** A product with a fine texture on plain white, which makes large files. */
async function clothPhoto(name = 'cloth.png'): Promise<string> {
  const path = join(scratch, name)
  const cloth = { width: 280, height: 260, channels: 3, background: '#808080' } as const
  const noise = sharp({ create: { ...cloth, noise: { type: 'gaussian', mean: 110, sigma: 25 } } })
  await sharp({ create: { ...size, channels: 3, background: '#fafafa' } })
    .composite([{ input: await noise.png().toBuffer() }])
    .png()
    .toFile(path)
  return path
}

const button = /^Download (PNG|WebP|JPEG|GIF|AVIF|ZIP|mask|set)$/

test('files have the size that is wanted, to the pixel, in downloads, in the ZIP and on the clipboard', async ({
  app,
  desk,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await desk.open(app.url)
  await desk.choose(await clothPhoto())
  await desk.done('cloth.png')
  await page.getByRole('tab', { name: 'Export' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Export' })
  const written = page.getByTestId('written')
  const sizeOf = async (bytes: Uint8Array) => {
    const { width, height } = await sharp(bytes).metadata()
    return [width, height]
  }
  const downloaded = async () => readFileSync((await desk.download(page.getByRole('button', { name: button }))).path)
  const full = await downloaded()
  expect(await sizeOf(full)).toEqual([640, 480])

  await panel.getByRole('radio', { name: 'Percent', exact: true }).check({ force: true })
  await panel.getByRole('textbox', { name: 'Of width and height' }).fill('25')
  await expect(panel).toContainText('160 × 120 pixels')
  await expect(written).toHaveText('160 × 120')
  expect(await sizeOf(await downloaded())).toEqual([160, 120])
  await expect(written).toContainText(/160 × 120 · \d/)

  await panel.getByRole('radio', { name: 'Pixels', exact: true }).check({ force: true })
  await panel.getByRole('textbox', { name: 'Longest side' }).fill('333')
  for (const format of ['WebP', 'JPEG', 'AVIF', 'GIF', 'PNG']) {
    await panel.getByRole('radio', { name: format, exact: true }).check({ force: true })
    expect(await sizeOf(await downloaded())).toEqual([333, 250])
  }
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByText('Copied cloth.png as a PNG', { exact: true }).first()).toBeVisible()
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const bitmap = await createImageBitmap((await item?.getType('image/png')) ?? new Blob())
    return [bitmap.width, bitmap.height]
  })
  expect(copied).toEqual([333, 250])
  const zip = unzipSync(readFileSync((await desk.download(page.getByRole('button', { name: /^Download all/ }))).path))
  expect(await sizeOf(zip['cloth-cutout.png'] ?? new Uint8Array())).toEqual([333, 250])

  // What was set is kept, the photo comes back, and set back it gives the bytes of before.
  await page.reload()
  await desk.done('cloth.png')
  await page.getByRole('tab', { name: 'Export' }).click()
  await expect(panel.getByRole('textbox', { name: 'Longest side' })).toHaveValue('333')
  await panel.getByRole('radio', { name: 'Full', exact: true }).check({ force: true })
  expect((await downloaded()).equals(full)).toBe(true)
})

test('enlarged files are twice and four times as large, their edges as sharp; a set has one for every screen', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(await clothPhoto())
  await desk.done('cloth.png')
  await page.getByRole('tab', { name: 'Export' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Export' })
  const downloaded = async () => readFileSync((await desk.download(page.getByRole('button', { name: button }))).path)
  /** Size, and how many pixels of a row through the middle are neither in nor out. */
  const facts = async (bytes: Uint8Array) => {
    const { data, info } = await sharp(bytes).extractChannel('alpha').raw().toBuffer({ resolveWithObject: true })
    const row = data.subarray((info.height >> 1) * info.width, ((info.height >> 1) + 1) * info.width)
    return { size: [info.width, info.height], soft: row.filter((value) => value > 12 && value < 243).length }
  }
  const full = await facts(await downloaded())
  await panel.getByRole('radio', { name: 'Enlarge', exact: true }).check({ force: true })
  await expect(panel).toContainText('1280 × 960 pixels')
  const twice = await facts(await downloaded())
  expect(twice.size).toEqual([1280, 960])
  expect(twice.soft).toBeLessThanOrEqual(full.soft + 4)
  await panel.getByRole('radio', { name: '4×', exact: true }).check({ force: true })
  expect((await facts(await downloaded())).size).toEqual([2560, 1920])

  // A canvas is enlarged as a whole, with what lies behind.
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await page.getByRole('radio', { name: 'Pixels', exact: true }).check({ force: true })
  await page.getByRole('textbox', { name: 'Width' }).fill('300')
  await page.getByRole('textbox', { name: 'Height' }).fill('200')
  await page.getByRole('tab', { name: 'Export' }).click()
  expect((await facts(await downloaded())).size).toEqual([1200, 800])

  await panel.getByRole('radio', { name: 'Pixels', exact: true }).check({ force: true })
  await panel.getByRole('textbox', { name: 'Longest side' }).fill('150')
  await panel.getByRole('radio', { name: '1×, 2×, 3×', exact: true }).check({ force: true })
  await expect(panel).toContainText('up to 450 × 300')
  await expect(panel.getByRole('switch', { name: 'Limit the file size' })).toHaveCount(0)
  const { path, name } = await desk.download(page.getByRole('button', { name: 'Download set' }))
  expect(name).toBe('cloth-cutout-set.zip')
  const files = unzipSync(readFileSync(path))
  const sizes = Object.entries(files).map(async ([file, bytes]) => [file, ...(await facts(bytes)).size])
  expect(await Promise.all(sizes)).toEqual([
    ['cloth-cutout.png', 150, 100],
    ['cloth-cutout@2x.png', 300, 200],
    ['cloth-cutout@3x.png', 450, 300],
  ])
})

test('a file is at most so large: by quality, and by pixels where there is no quality to lose', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  await desk.choose(await clothPhoto())
  await desk.done('cloth.png')
  await page.getByRole('tab', { name: 'Export' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Export' })
  const written = page.getByTestId('written')
  await panel.getByRole('switch', { name: 'Limit the file size' }).check()
  const downloaded = async () => readFileSync((await desk.download(page.getByRole('button', { name: button }))).path)
  for (const [format, kilobytes] of [
    ['JPEG', 30],
    ['WebP', 30],
    ['AVIF', 30],
  ] as const) {
    await panel.getByRole('radio', { name: format, exact: true }).check({ force: true })
    await panel.getByRole('textbox', { name: 'At most' }).fill(String(kilobytes))
    const file = await downloaded()
    expect(file.length).toBeLessThanOrEqual(kilobytes * 1000)
    expect(file.length).toBeGreaterThan(kilobytes * 500)
    expect((await sharp(file).metadata()).width).toBe(640)
    await expect(written).toContainText(/640 × 480 · \d+ kB · quality \d\d/)
  }

  await panel.getByRole('radio', { name: 'PNG', exact: true }).check({ force: true })
  await panel.getByRole('textbox', { name: 'At most' }).fill('60')
  await expect(panel).toContainText('the picture gets smaller until the file does')
  const smaller = await downloaded()
  expect(smaller.length).toBeLessThanOrEqual(60_000)
  const { width } = await sharp(smaller).metadata()
  expect(width).toBeLessThan(600)
  await expect(written).toContainText(new RegExp(`^${width} × \\d+ · \\d+ kB$`))

  await panel.getByRole('radio', { name: 'Colour + alpha', exact: true }).check({ force: true })
  await expect(panel.getByRole('switch', { name: 'Limit the file size' })).toHaveCount(0)
})
