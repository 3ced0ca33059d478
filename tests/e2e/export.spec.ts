import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sharp, { type Metadata } from 'sharp'
import { expect, test } from './app.ts'
import { scratch } from './support/data.ts'
import type { Desk } from './support/desk.ts'

const size = { width: 600, height: 450 }
const secrets = ['Jane Doe', 'SN-4711', '2024:01:02']

/** A product on white as a phone photographs it: a JPEG in Display P3 that says where and by whom. */
async function phonePhoto(): Promise<string> {
  const disc = `<svg width="600" height="450"><circle cx="300" cy="225" r="150" fill="#c8321e"/></svg>`
  const path = join(scratch, 'phone.jpg')
  await sharp({ create: { ...size, channels: 3, background: '#fafafa' } })
    .composite([{ input: Buffer.from(disc) }])
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'Fieldcam', Artist: 'Jane Doe' },
      IFD2: { FNumber: '28/10', BodySerialNumber: 'SN-4711' },
      IFD3: { GPSLatitude: '52/1 31/1 12/1', GPSLatitudeRef: 'N', GPSDateStamp: '2024:01:02' },
    })
    .jpeg({ quality: 97 })
    .toFile(path)
  return path
}

/** What an independent program says of a file, and its pixel in the middle and in a corner as sRGB with alpha. */
async function told(bytes: Buffer): Promise<Metadata & { middle: number[]; corner: number[] }> {
  const { data } = await sharp(bytes).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * size.width + x) * 4, (y * size.width + x) * 4 + 4)]
  return { ...(await sharp(bytes).metadata()), middle: at(300, 225), corner: at(5, 5) }
}

async function downloaded(desk: Desk, item: string): Promise<Buffer> {
  const panel = desk.page.getByRole('tabpanel', { name: 'Export' })
  await panel.getByRole('radio', { name: item, exact: true }).check({ force: true })
  const { path } = await desk.download(
    desk.page.getByRole('button', { name: /^Download (PNG|WebP|JPEG|AVIF|GIF|ZIP|mask)$/ }),
  )
  return readFileSync(path)
}

const near = (colour: number[]) => colour.map((value) => expect.closeTo(value, -1.1))

test('every export of a phone photo: size, transparency, colours, profile, and nothing of its owner', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const photo = await phonePhoto()
  const original = readFileSync(photo)
  for (const secret of secrets) expect(original.includes(secret)).toBe(true)
  await desk.choose(photo)
  await desk.done('phone.jpg')
  await page.getByRole('tab', { name: 'Export' }).click()
  await expect(page.getByRole('tabpanel', { name: 'Export' })).toContainText('Display P3')

  for (const name of ['PNG', 'WebP', 'JPEG', 'AVIF', 'GIF'] as const) {
    const file = await downloaded(desk, name)
    const facts = await told(file)
    expect({ name, format: facts.format, width: facts.width, height: facts.height }).toEqual({
      name,
      format: name === 'AVIF' ? 'heif' : name.toLowerCase(),
      ...size,
    })
    // AVIF says by code points that these numbers are Display P3's, which this program does not read.
    expect(facts.middle).toEqual(near(name === 'AVIF' ? [184, 63, 42, 255] : [200, 50, 30, 255]))
    expect(facts.corner[3]).toBe(name === 'JPEG' ? 255 : 0)
    expect(facts.icc?.includes('D\0i\0s\0p\0l\0a\0y\0 \0P\x003') ?? false).toBe(name !== 'GIF' && name !== 'AVIF')
    expect(facts.exif).toBeUndefined()
    for (const secret of [...secrets, 'Fieldcam']) expect(file.includes(secret)).toBe(false)
  }

  const alphaOf = async (name: string) =>
    await sharp(await downloaded(desk, name))
      .extractChannel(3)
      .raw()
      .toBuffer()
  expect((await alphaOf('AVIF')).equals(await alphaOf('PNG'))).toBe(true)

  await page.getByRole('radio', { name: 'JPEG', exact: true }).check({ force: true })
  await page.getByRole('switch', { name: 'Keep camera data' }).check()
  const kept = await downloaded(desk, 'JPEG')
  const facts = await told(kept)
  expect(facts.orientation).toBe(1)
  expect(facts.exif?.includes('Fieldcam')).toBe(true)
  for (const secret of secrets) expect(kept.includes(secret)).toBe(false)
})

test('colours and alpha come as the two files that other programs look for', async ({ app, desk, page }) => {
  await desk.open(app.url)
  await desk.choose(await phonePhoto())
  await desk.done('phone.jpg')
  await page.getByRole('tab', { name: 'Export' }).click()
  await page.getByRole('radio', { name: 'JPEG', exact: true }).check({ force: true })
  await page.getByRole('radio', { name: 'Colour + alpha', exact: true }).check({ force: true })
  await page.getByRole('radio', { name: '16 bits', exact: true }).check({ force: true })
  const files = unzipSync(await downloaded(desk, 'Colour + alpha'))
  expect(Object.keys(files)).toEqual(['color.jpg', 'alpha.png'])
  const colour = await told(Buffer.from(files['color.jpg'] ?? []))
  const alpha = await told(Buffer.from(files['alpha.png'] ?? []))
  expect(alpha.depth).toBe('ushort')
  expect([colour.width, colour.height, alpha.width, alpha.height]).toEqual([600, 450, 600, 450])
  // Where nothing is seen the colour of the subject goes on: what was cut away is not in the file.
  expect(colour.middle).toEqual(near([200, 50, 30, 255]))
  expect(Math.max(...colour.corner.slice(1, 3))).toBeLessThan(90)
  expect([alpha.middle[0], alpha.corner[0]]).toEqual([255, 0])
})

test('WebP, AVIF and GIF are written with the network off', async ({ app, desk, page, context }) => {
  await desk.open(app.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.reload()
  await desk.choose(await phonePhoto())
  await desk.done('phone.jpg')
  await page.getByRole('tab', { name: 'Export' }).click()
  expect((await told(await downloaded(desk, 'WebP'))).corner[3]).toBe(0)
  expect((await told(await downloaded(desk, 'AVIF'))).corner[3]).toBe(0)
  expect((await told(await downloaded(desk, 'GIF'))).format).toBe('gif')
})

test('higher quality gives larger files, and lossless the exact pixels', async ({ app, desk, page }) => {
  const path = join(scratch, 'cloth.png')
  const cloth = { width: 240, height: 180, channels: 3, background: '#808080' } as const
  const noise = sharp({ create: { ...cloth, noise: { type: 'gaussian', mean: 110, sigma: 25 } } })
  await sharp({ create: { ...size, channels: 3, background: '#fafafa' } })
    .composite([{ input: await noise.png().toBuffer() }])
    .png()
    .toFile(path)
  await desk.open(app.url)
  await desk.choose(path)
  await desk.done('cloth.png')
  await page.getByRole('tab', { name: 'Export' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Export' })
  const exact = await sharp(await downloaded(desk, 'PNG'))
    .ensureAlpha()
    .raw()
    .toBuffer()
  for (const format of ['WebP', 'JPEG']) {
    await panel.getByRole('radio', { name: format, exact: true }).check({ force: true })
    const sizes: number[] = []
    for (const quality of ['20', '50', '80', '99']) {
      await panel.getByRole('slider', { name: 'Quality' }).fill(quality)
      sizes.push((await downloaded(desk, format)).length)
    }
    expect(sizes).toEqual([...sizes].sort((one, other) => one - other))
    expect(new Set(sizes).size).toBe(4)
  }
  await panel.getByRole('radio', { name: 'WebP', exact: true }).check({ force: true })
  await panel.getByRole('switch', { name: 'Lossless' }).check()
  const lossless = await sharp(await downloaded(desk, 'WebP'))
    .ensureAlpha()
    .raw()
    .toBuffer()
  expect(lossless.equals(exact)).toBe(true)
})
