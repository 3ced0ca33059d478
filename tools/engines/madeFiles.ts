import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'

/** Pictures made for the road, so that it can be walked without photos of others. */
export interface MadeFiles {
  /** A disc on a shaded, plain backdrop. */
  product: string
  /** The same as a JPEG of good quality. */
  photo: string
  /** A bright subject whose edge is soft over many pixels, on a bright backdrop: nothing in it is dark. */
  soft: string
  /** Every alpha, each with many colours. */
  faint: string
  /** A disc in Display P3, of the colour that is 200, 60, 40 in sRGB. */
  wide: string
  remove(): void
}

const [width, height] = [480, 360]

export async function makeFiles(): Promise<MadeFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-road-'))
  const write = async (name: string, picture: Sharp, format: 'png' | 'jpeg' = 'png') => {
    const path = join(folder, name)
    writeFileSync(path, await picture.toFormat(format, format === 'jpeg' ? { quality: 95 } : {}).toBuffer())
    return path
  }
  return {
    product: await write(
      'product.png',
      pictureOf((x, y) => (distance(x, y) < 120 ? [179, 38, 30] : shade(y))),
    ),
    photo: await write(
      'photo.jpg',
      pictureOf((x, y) => (distance(x, y) < 120 ? [179, 38, 30] : shade(y))),
      'jpeg',
    ),
    soft: await write(
      'soft.png',
      pictureOf((x, y) => mixed([236, 120, 110], shade(y), (150 - distance(x, y)) / 40)),
    ),
    faint: await write('faint.png', faintPicture()),
    wide: await write(
      'wide.png',
      pictureOf((x, y) => (distance(x, y) < 120 ? [200, 60, 40] : shade(y))).withIccProfile('p3', { attach: true }),
    ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function pictureOf(colourAt: (x: number, y: number) => readonly number[]): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at += 1) pixels.set(colourAt(at % width, Math.floor(at / width)), at * 3)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

function faintPicture(): Sharp {
  const pixels = Buffer.alloc(256 * 64 * 4)
  for (let at = 0; at < 256 * 64; at += 1) {
    const [x, y] = [at % 256, Math.floor(at / 256)]
    pixels.set([(y * 37 + x) & 255, (y * 91 + 3 * x) & 255, (y * 13 + 7 * x) & 255, Math.max(1, x)], at * 4)
  }
  return sharp(pixels, { raw: { width: 256, height: 64, channels: 4 } })
}

function distance(x: number, y: number): number {
  return Math.hypot(x - width / 2, y - height / 2)
}

function shade(y: number): number[] {
  const light = 240 - Math.round((24 * y) / height)
  return [light, light, light - 4]
}

function mixed(one: readonly number[], other: readonly number[], share: number): number[] {
  const alpha = Math.min(1, Math.max(0, share))
  return one.map((value, channel) => Math.round(value * alpha + (other[channel] ?? 0) * (1 - alpha)))
}
