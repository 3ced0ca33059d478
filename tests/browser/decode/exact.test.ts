import { decode as decodePng } from 'fast-png'
import { afterAll, describe, expect, test } from 'vitest'
import { converter } from '#workers/colour/convert.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { canvasReader } from '#workers/decode/tileReader.ts'
import { crc32 } from '#workers/encode/png/crc32.ts'
import { encodePng } from '#workers/encode/png/png.ts'
import { pixelBytesOf } from '#workers/pixels/rows.ts'
import { robustnessFile, robustnessList, startDecoder } from './decodeInWorker.ts'

const files = await robustnessList()
const decoder = startDecoder()
afterAll(() => decoder.stop())

async function photoOf(file: Blob): Promise<Photo> {
  const outcome = await decoder.decode(file)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

async function robustnessPhoto(path: string): Promise<Photo> {
  return await photoOf(await robustnessFile(files, path))
}

/** Mean and largest difference of red, green and blue where the first is seen, and the largest one of alpha. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): { mean: number; max: number; alpha: number } {
  expect(a.length).toBe(b.length)
  let [sum, count, max, alpha] = [0, 0, 0, 0]
  for (let at = 0; at < a.length; at += 4) {
    alpha = Math.max(alpha, Math.abs((a[at + 3] ?? 0) - (b[at + 3] ?? 0)))
    if (a[at + 3] === 0) continue
    for (let channel = at; channel < at + 3; channel += 1) {
      const distance = Math.abs((a[channel] ?? 0) - (b[channel] ?? 0))
      max = Math.max(max, distance)
      sum += distance
      count += 1
    }
  }
  return { mean: sum / Math.max(1, count), max, alpha }
}

test('faint colours come back bit for bit, at any size', async () => {
  for (const [width, height] of [
    [256, 256],
    [4099, 1031],
    [3, 4100],
  ] as const) {
    const pixels = new Uint8ClampedArray(width * height * 4)
    let state = 1
    for (let at = 0; at < pixels.length; at += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      pixels[at] = Math.max(at % 4 === 3 ? 1 : 0, state >>> 24)
    }
    const writeRow = (y: number, row: Uint8Array): void => row.set(pixels.subarray(y * width * 4, (y + 1) * width * 4))
    const photo = await photoOf(await encodePng({ size: { width, height }, colour: 'rgba', writeRow }))
    expect(photo.hadAlpha).toBe(true)
    expect(difference(pixels, photo.pixels)).toEqual({ mean: 0, max: 0, alpha: 0 })
  }
})

test('a canvas reads opaque pixels exactly and alpha exactly, where there are no textures', async () => {
  const data = Uint8ClampedArray.from({ length: 64 * 64 * 4 }, (_, at) => (at % 4 === 3 && at < 8192 ? 255 : at >> 6))
  const writeRow = (y: number, row: Uint8Array): void => row.set(data.subarray(y * 256, (y + 1) * 256))
  const file = await encodePng({ size: { width: 64, height: 64 }, colour: 'rgba', writeRow })
  const bitmap = await createImageBitmap(file, { premultiplyAlpha: 'none' })
  const reader = canvasReader(bitmap, bitmap)
  const read = await reader.read({ x: 0, y: 0, width: 64, height: 64 })
  if (read === undefined) throw new Error('nothing read')
  const pixels = new Uint8ClampedArray(read.buffer)
  reader.release()
  expect(difference(data.subarray(0, 8192), pixels.subarray(0, 8192))).toEqual({ mean: 0, max: 0, alpha: 0 })
  expect(difference(data, pixels).alpha).toBe(0)
})

test('a PNG that lies on its side is turned upright once', async () => {
  const data = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255)
  const plain = await encodePng({ size: { width: 3, height: 1 }, colour: 'rgb', writeRow: (_, row) => row.set(data) })
  // Little-endian TIFF of one directory with one tag: orientation 6, a quarter turn to the right.
  const exif = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
  const chunk = Uint8Array.of(...[0, 0, 0, exif.length], ...new TextEncoder().encode('eXIf'), ...exif, 0, 0, 0, 0)
  new DataView(chunk.buffer).setUint32(chunk.length - 4, crc32(chunk.subarray(4, chunk.length - 4)))
  const headerEnd = 33
  const photo = await photoOf(new Blob([plain.slice(0, headerEnd), chunk, plain.slice(headerEnd)]))
  expect(photo.size).toEqual({ width: 1, height: 3 })
  expect([...photo.pixels]).toEqual([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255])
})

describe.skipIf(files.length === 0)('robustness photos (skipped where ../shared/data is absent)', () => {
  test('the eight orientations of one photo give the same upright photo', async () => {
    const first = await robustnessPhoto('generated/lemur_exif1.jpg')
    for (let orientation = 2; orientation <= 8; orientation += 1) {
      const other = await robustnessPhoto(`generated/lemur_exif${orientation}.jpg`)
      expect(other.size).toEqual(first.size)
      // Each was compressed lying another way, so they differ by what JPEG loses.
      expect(difference(first.pixels, other.pixels).mean).toBeLessThan(1.5)
    }
    for (const shape of ['Landscape', 'Portrait']) {
      const upright = await robustnessPhoto(`exif-orientation/${shape}_1.jpg`)
      for (let orientation = 2; orientation <= 8; orientation += 1) {
        const other = await robustnessPhoto(`exif-orientation/${shape}_${orientation}.jpg`)
        expect(difference(upright.pixels, other.pixels).mean).toBeLessThan(8)
      }
    }
  })

  test('a WebP that lies on its side is turned upright as a JPEG is', async () => {
    const jpeg = await robustnessPhoto('generated/lemur_exif1.jpg')
    const webp = await robustnessPhoto('generated/lemur_exif6.webp')
    expect(difference(jpeg.pixels, webp.pixels).mean).toBeLessThan(4)
  })

  test.each([
    'cmyk_noprofile.jpg',
    'display_p3.jpg',
    'prophoto.jpg',
    'progressive.jpg',
    'baseline_444.jpg',
    'photo_8bit.avif',
    'photo_10bit444.avif',
    'rgb16.png',
    'interlaced.png',
    'palette64.png',
    'photo_lossless.webp',
  ])('%s shows the same colours as the plain picture', async (name) => {
    const plain = await robustnessPhoto('generated/png_named.jpg')
    const other = await robustnessPhoto(`generated/${name}`)
    expect(other.colourSpace).toBe(name === 'display_p3.jpg' ? 'display-p3' : 'srgb')
    if (other.colourSpace === 'display-p3') convertToSrgb(other.pixels)
    expect(difference(plain.pixels, other.pixels).mean).toBeLessThan(name === 'palette64.png' ? 8 : 3)
  })

  test.each(['photo_alpha.avif', 'photo_alpha.webp', 'rgba_existing_alpha.png'])('%s is straight', async (name) => {
    const plain = await robustnessPhoto('generated/png_named.jpg')
    const other = await robustnessPhoto(`generated/${name}`)
    // Where a little is seen a premultiplied photo would be nearly black; a straight one shows the colours of the plain picture.
    let [sum, count] = [0, 0]
    for (let at = 0; at < plain.pixels.length; at += 4) {
      const alpha = other.pixels[at + 3] ?? 0
      if (alpha < 20 || alpha > 160) continue
      for (let channel = at; channel < at + 3; channel += 1) {
        sum += Math.abs((plain.pixels[channel] ?? 0) - (other.pixels[channel] ?? 0))
        count += 1
      }
    }
    expect(count).toBeGreaterThan(300)
    expect(sum / count).toBeLessThan(14)
  })

  test('PNG files without colour management are decoded as an independent decoder does', async () => {
    for (const path of [
      'generated/rgba_existing_alpha.png',
      'generated/png_named.jpg',
      'generated/photo_64px.png',
      'pngsuite/z00n2c08.png',
      'generated/gray_alpha.png',
      'generated/two_by_three.png',
    ]) {
      const file = await robustnessFile(files, path)
      const photo = await photoOf(file)
      expect(difference(await independently(file), photo.pixels)).toEqual({ mean: 0, max: 0, alpha: 0 })
    }
  })

  test('PNG files of PngSuite, whose gamma is stated, are decoded as an independent decoder does and corrected', async () => {
    // fast-png cannot read basi0g01 itself: interlaced with less than a byte a pixel.
    const suite = files.filter((name) => /pngsuite\/bas[in][0246]/.test(name) && !name.includes('basi0g01'))
    expect(suite.length).toBeGreaterThan(8)
    for (const path of suite) {
      const file = await robustnessFile(files, path)
      // The browser corrects after rounding to 8 bits, so one step of the linear value either way is right.
      const linear = await independently(file)
      const { pixels } = await photoOf(file)
      const isRight = (value: number, at: number): boolean => {
        const [own, alpha] = [linear[at] ?? 0, linear[at | 3] ?? 0]
        if (at % 4 === 3) return Math.abs(value - own) <= 1
        return alpha === 0 || (value >= srgbOfLinear(own - 1) - 2 && value <= srgbOfLinear(own + 1) + 2)
      }
      expect(pixels.every(isRight), path).toBe(true)
    }
  })
})

function convertToSrgb(pixels: Uint8ClampedArray): void {
  const toSrgb = converter('display-p3', 'srgb')
  for (let at = 0; at < pixels.length; at += 4)
    pixels.set(toSrgb([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]), at)
}

/** RGBA of a PNG file by fast-png, 16-bit samples rounded to 8. */
async function independently(file: Blob): Promise<Uint8ClampedArray> {
  const { data, channels, depth, width, height } = decodePng(new Uint8Array(await file.arrayBuffer()))
  const top = 2 ** depth - 1
  const packed = depth < 8
  const rowBytes = Math.ceil((width * channels * depth) / 8)
  const sample = (index: number): number => {
    if (!packed) return ((data[index] ?? 0) * 255) / top
    const [y, x] = [Math.floor(index / width), index % width]
    const byte = data[y * rowBytes + Math.floor((x * depth) / 8)] ?? 0
    return (((byte >> (8 - depth - ((x * depth) % 8))) & top) * 255) / top
  }
  return Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => {
    const [pixel, channel] = [Math.floor(at / 4), at % 4]
    const hasAlpha = channels === 2 || channels === 4
    if (channel === 3) return hasAlpha ? sample(pixel * channels + channels - 1) : 255
    return sample(pixel * channels + (channels < pixelBytesOf.rgb ? 0 : channel))
  })
}

/** The sRGB value, 0 to 255, of a linear one. */
function srgbOfLinear(value: number): number {
  const linear = value / 255
  return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)
}
