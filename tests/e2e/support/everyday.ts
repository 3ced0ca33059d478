import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PNG } from 'pngjs'
import sharp from 'sharp'
import { seededRandom } from '#tests/fixtures/random.ts'
import { type Picture, scratch } from './data.ts'

const pairs = resolve(import.meta.dirname, '../../../../shared/data/pairs')
export const samplesFolder = resolve(import.meta.dirname, '../../../public/samples')

/** A photo, and a mask of its subject. */
export interface Pair {
  photo: string
  mask: string
}

export async function pair(photo: string, mask: string): Promise<Pair> {
  return { photo: join(pairs, photo), mask: join(pairs, mask) }
}

/** Any picture as RGBA. */
export async function readPicture(path: string): Promise<Picture> {
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

/** A carton, cut out of its shop photo by a mask that people made, on a table full of pots. */
export async function onBusyTable(): Promise<Pair> {
  const product = join(pairs, 'vimukthi-products/0b0bd753-3094-4d4d-a888-8125acebfca9')
  const size = { width: 900, height: 900 }
  const alpha = await sharp(`${product}_mask.png`).resize(size).extractChannel(0).raw().toBuffer()
  const cutout = await sharp(`${product}.png`)
    .removeAlpha()
    .resize(size)
    .joinChannel(alpha, { raw: { ...size, channels: 1 } })
    .png()
    .toBuffer()
  const [photo, mask] = [join(scratch, 'busy-table.jpg'), join(scratch, 'busy-table-mask.png')]
  const table = sharp(join(pairs, 'rembg-examples/plants-1.jpg')).resize({ ...size, fit: 'cover' })
  await table
    .composite([{ input: cutout }])
    .jpeg({ quality: 92 })
    .toFile(photo)
  await sharp(alpha, { raw: { ...size, channels: 1 } }).toFile(mask)
  return { photo, mask }
}

/** A bare wall in the light of a window: nothing in it stands out. */
export function wallPhoto(name: string, width = 640, height = 480): string {
  const png = new PNG({ width, height })
  const random = seededRandom(7)
  for (let i = 0; i < width * height; i++) {
    const light = 214 - (40 * (i % width)) / width + 4 * (random() + random() - 1)
    png.data.set([light, light - 6, light - 16, 255], 4 * i)
  }
  const path = join(scratch, name)
  writeFileSync(path, PNG.sync.write(png))
  return path
}
