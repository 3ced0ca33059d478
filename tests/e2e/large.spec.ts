import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from './app.ts'
import { scratch } from './support/data.ts'

const [width, height] = [8192, 6144]

test('a photo of 50 megapixels is cut, and its cutout has every pixel', async ({ app, desk, page }) => {
  test.setTimeout(420_000)
  await desk.open(app.url)
  await desk.choose(largePhoto())
  await expect(desk.tile('large.png')).toHaveAttribute('data-status', 'done', { timeout: 240_000 })
  await desk.look('large.png')
  const saved = page.waitForEvent('download', { timeout: 150_000 })
  await page.getByRole('button', { name: 'Download PNG' }).click()
  const path = join(scratch, 'large-cutout.png')
  await (await saved).saveAs(path)

  const cutout = sharp(path, { limitInputPixels: false })
  expect(await cutout.metadata()).toMatchObject({ width, height, channels: 4 })
  // Across the disc's left edge, where its colour begins.
  const { data } = await cutout
    .extract({ left: width / 2 - 2100, top: height / 2, width: 200, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([data[3], data[4 * 50 + 3], data[4 * 150 + 3], data[4 * 199 + 3]]).toEqual([0, 0, 255, 255])
  expect([...data.subarray(4 * 150, 4 * 150 + 3)]).toEqual([179, 38, 30])
})

/** A disc of 2000 pixels' radius on a plain backdrop, written row by row: no encoder of ours holds so many pixels in reasonable time. */
function largePhoto(): string {
  const stride = 1 + 3 * width
  const rows = Buffer.alloc(stride * height)
  const [backdrop, disc] = [Buffer.from([238, 238, 234]), Buffer.from([179, 38, 30])]
  for (let y = 0; y < height; y++) {
    const begin = y * stride + 1
    rows.fill(backdrop, begin, begin + 3 * width)
    const half = Math.floor(Math.sqrt(Math.max(0, 2000 ** 2 - (y - height / 2) ** 2)))
    rows.fill(disc, begin + 3 * (width / 2 - half), begin + 3 * (width / 2 + half))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const path = join(scratch, 'large.png')
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]
  writeFileSync(path, Buffer.concat([signature, ...parts]))
  return path
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), 4 + body.length)
  return framed
}
