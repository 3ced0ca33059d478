import { afterAll, describe, expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { startDecoder } from './decodeInWorker.ts'

const decoder = startDecoder()
afterAll(() => decoder.stop())

/** Small files by several encoders: tests/fixtures/kinds/README.md says how each was made. */
const addresses = import.meta.glob<string>('../../fixtures/kinds/*', { query: '?url', import: 'default', eager: true })

async function fixture(name: string): Promise<Blob> {
  const address = addresses[`../../fixtures/kinds/${name}`]
  if (address === undefined) throw new Error(`no such file: ${name}`)
  return await (await fetch(address)).blob()
}

async function photoOf(name: string): Promise<Photo> {
  const outcome = await decoder.decode(await fixture(name))
  if (!outcome.ok) throw new Error(`${name}: ${outcome.reason} ${outcome.detail ?? ''}`)
  return outcome.value
}

interface Expected {
  file: string
  /** What the encoder was given; the picture of `source` unless said. */
  of?: (x: number, y: number) => readonly [red: number, green: number, blue: number, alpha: number]
  /** How far a sample may be off: lossless files are exact. */
  within?: number
  notes?: string[]
}

const files: Expected[] = [
  ...['pillow-plain.tif', 'pillow-lzw.tif', 'pillow-packbits.tif', 'magick-zip.tif', 'libtiff-tiled-lzw.tif'],
  ...['magick-16bit-lzw.tif', 'tifffile-16bit-tiled.tif', 'tifffile-planar-big-endian.tif', 'pillow-turned.tif'],
].map((file) => ({ file }))

files.push(
  { file: 'pillow-alpha-deflate.tif', of: source.alpha, notes: ['had-alpha'] },
  // Colours into which alpha was multiplied are as coarse as that.
  { file: 'tifffile-multiplied-alpha.tif', of: source.alpha, within: 9, notes: ['had-alpha'] },
  { file: 'pillow-palette.tif', of: source.grey, within: 4 },
  { file: 'tifffile-white-is-zero.tif', of: source.grey },
  { file: 'pillow-1bit.tif', of: source.halves },
  { file: 'pillow-fax.tif', of: source.halves },
  { file: 'pillow-cmyk.tif', of: source.inks, notes: ['plain-cmyk'] },
  { file: 'pillow-pages.tif', notes: ['first-page-only'] },
  { file: 'pillow-jpeg.tif', within: 24 },
  { file: 'libtiff-tiled-jpeg.tif', within: 60 },
  { file: 'pillow-display-p3.tif', notes: ['display-p3'] },
  { file: 'tifffile-float32.tif' },
  { file: 'tifffile-float16.tif' },
  { file: 'tifffile-float64-tiled.tif', of: source.grey },
  { file: 'tifffile-32bit.tif', of: source.grey },
  { file: 'tifffile-big.tif' },
  { file: 'tifffile-big-endian-big.tif' },
  { file: 'tifffile-zstd-tiled.tif' },
  // One alpha of 16 bits is a hair below the half of 8.
  { file: 'tifffile-16bit-alpha.tif', of: source.alpha, within: 1, notes: ['had-alpha'] },
  { file: 'tifffile-lab-16bit.tif', within: 1 },
  // Lab of 8 bits is coarser than what it was made of, most of all where a channel is dark.
  { file: 'pillow-lab.tif', within: 18 },
  { file: 'tifffile-icclab.tif', within: 18 },
  { file: 'own-lab.psd', within: 18 },

  { file: 'magick.psb' },
  { file: 'magick-alpha.psb', of: source.alpha, notes: ['had-alpha'] },
  { file: 'magick-rle.psd' },
  { file: 'magick-16bit.psd' },
  { file: 'magick-alpha.psd', of: source.alpha, notes: ['had-alpha'] },
  { file: 'own-alpha-on-white.psd', of: source.alpha, within: 9, notes: ['had-alpha'] },
  { file: 'psd-tools-plain.psd' },
  { file: 'psd-tools-grey.psd', of: source.grey },
  { file: 'magick-cmyk.psd', of: source.inks, notes: ['plain-cmyk'] },
  { file: 'own-display-p3.psd', notes: ['display-p3'] },

  { file: 'pillow-png.ico', of: source.alpha, notes: ['had-alpha'] },
  { file: 'pillow-bitmap.ico', of: source.alpha, notes: ['had-alpha'] },
  { file: 'magick.ico', of: source.alpha, notes: ['had-alpha'] },
  { file: 'magick-palette.ico', of: source.halves },

  { file: 'cjxl-lossless.jxl' },
  { file: 'cjxl-16bit.jxl' },
  { file: 'cjxl-alpha.jxl', of: source.alpha, notes: ['had-alpha'] },
  { file: 'cjxl-lossy.jxl', within: 60 },
  { file: 'cjxl-jpeg.jxl', within: 24 },
  { file: 'cjxl-turned.jxl' },
  { file: 'imagecodecs-lossless.jxl' },
  { file: 'cjxl-display-p3.jxl', notes: ['display-p3'] },
  { file: 'cjxl-display-p3-lossy.jxl', within: 60, notes: ['display-p3'] },
  { file: 'cjxl-display-p3-profile.jxl', of: source.alpha, notes: ['had-alpha', 'display-p3'] },
  { file: 'cjxl-animated.jxl', of: source.halves, notes: ['first-frame-only', 'display-p3'] },

  { file: 'pillow-plain.jp2' },
  { file: 'pillow-lossy.j2k', within: 40 },
  { file: 'openjpeg-tiles.jp2' },
  { file: 'imagecodecs-16bit.jp2' },
  { file: 'imagecodecs-grey.j2k', of: source.grey },
  { file: 'magick.jp2', within: 24 },
  { file: 'pillow-alpha.jp2', of: source.alpha, notes: ['had-alpha'] },
  { file: 'openjpeg-alpha.jp2', of: source.alpha, notes: ['had-alpha'] },
  { file: 'ffmpeg-alpha.jp2', of: source.alpha, notes: ['had-alpha'] },
  { file: 'magick-alpha.jp2', of: source.alpha, notes: ['had-alpha'] },
  { file: 'imagecodecs-alpha.j2k', of: source.alpha, notes: ['had-alpha'] },
  { file: 'imagecodecs-alpha-16bit.jp2', of: source.alpha, notes: ['had-alpha'] },
  { file: 'pillow-grey-alpha.jp2', of: source.greyAlpha, notes: ['had-alpha'] },
  { file: 'ffmpeg-grey-alpha.jp2', of: source.greyAlpha, notes: ['had-alpha'] },
  // Colours into which alpha was multiplied are as coarse as that.
  { file: 'pillow-multiplied-alpha.jp2', of: source.alpha, within: 9, notes: ['had-alpha'] },
  { file: 'openjpeg-420.jp2', within: 12 },
  { file: 'ffmpeg-420.jp2', within: 12 },
  { file: 'openjpeg-422.j2k', within: 8 },
  { file: 'imagecodecs-cmyk.jp2', of: source.inks, notes: ['plain-cmyk'] },

  { file: 'heif-enc-lossless.heic', within: 2 },
  { file: 'heif-enc-10bit.heic', within: 24 },
  { file: 'pillow-turned.heic', within: 24 },
  { file: 'pillow-plain.heic', within: 24 },
  { file: 'pillow-alpha.heic', of: source.alpha, within: 24, notes: ['had-alpha'] },
  { file: 'pillow-display-p3.heic', within: 24, notes: ['display-p3'] },
  // Half as many colours as pixels, across and down.
  { file: 'magick-420.heic', within: 90 },
)

test.each(files)('$file has the pixels that its encoder was given', async ({ file, of, within = 0, notes = [] }) => {
  const photo = await photoOf(file)
  expect(photo.size).toEqual(source.size)
  expect(photo.notes).toEqual(notes)
  const { worst, mean } = differenceTo(photo, of ?? source.plain)
  expect(worst).toBeLessThanOrEqual(within)
  expect(mean).toBeLessThanOrEqual(within / 8)
})

test.each([
  ['pillow-adobe-rgb.tif', 'adobe-rgb', 1, ['wide-gamut']],
  ['tifffile-prophoto-16bit.tif', 'prophoto', 1, ['wide-gamut']],
  ['tifffile-linear-float.tif', 'linear', 1, []],
  ['pillow-grey-profile.tif', 'grey', 1, []],
  ['pillow-cmyk-profile.tif', 'cmyk', 1, []],
  ['magick-cmyk-profile.psd', 'cmyk', 1, []],
  // Browsers do not bring the black of inks to that of screens.
  ['pillow-cmyk-profile.jpg', 'cmyk', 16, []],
  ['pillow-adobe-rgb.heic', 'adobe-rgb', 8, ['wide-gamut']],
  ['cjxl-adobe-rgb.jxl', 'adobe-rgb', 1, ['wide-gamut']],
  ['cjxl-adobe-rgb-16bit.jxl', 'adobe-rgb', 1, ['wide-gamut']],
  ['cjxl-linear.jxl', 'linear', 1, []],
] as const)('colours of a profile are brought into sRGB: %s', async (file, profile, within, notes) => {
  const photo = await photoOf(file)
  expect(photo.notes).toEqual(notes)
  for (const [x, y, ...expected] of source.profiled[profile]) {
    const at = 4 * (y * source.size.width + x)
    const found = [...photo.pixels.subarray(at, at + 3)]
    for (const [channel, value] of expected.entries())
      expect(Math.abs((found[channel] ?? 0) - value), `${found} ${expected}`).toBeLessThanOrEqual(within)
  }
})

test('an alpha of 16 bits is rounded to 8, not cut off', async () => {
  const photo = await photoOf('own-16bit-alpha.png')
  for (let x = 0; x < source.size.width; x += 1) {
    const stored = Math.max(0, 65_535 - Math.max(0, x - 23) * 2600 - 300)
    expect(photo.pixels[4 * x + 3], `at ${x}`).toBe(Math.round(stored / 257))
  }
})

describe('what is not whole', () => {
  test('a packing that is not known is named', async () => {
    expect(await decoder.decode(await fixture('tifffile-lerc.tif'))).toMatchObject({ ok: false, reason: 'tiff' })
    expect(await decoder.decode(await fixture('magick-coarse.jp2'))).toMatchObject({ reason: 'unsupported-image' })
  })

  test.each(files)('$file cut short is opened as far as it goes, or refused by a name', async ({ file }) => {
    const whole = await fixture(file)
    for (const share of [0.05, 0.5, 0.9]) {
      const outcome = await decoder.decode(whole.slice(0, whole.size * share))
      if (!outcome.ok) expect(outcome.reason).toBe('damaged')
      else expect(outcome.value.size).toEqual(source.size)
    }
  })
})

test('no change of bytes makes a decoder throw or hang', async () => {
  const random = seededRandom(9)
  for (const file of [
    'cjxl-lossy.jxl',
    'cjxl-display-p3-lossy.jxl',
    'cjxl-display-p3-profile.jxl',
    'pillow-lossy.j2k',
    'pillow-grey-alpha.jp2',
    'openjpeg-420.jp2',
    'openjpeg-tiles.jp2',
    'pillow-plain.heic',
    'pillow-jpeg.tif',
  ]) {
    const whole = new Uint8Array(await (await fixture(file)).arrayBuffer())
    for (let round = 0; round < 25; round += 1) {
      const changed = whole.slice()
      for (let at = 0; at < 6; at += 1) changed[12 + random() * changed.length] = random() * 256
      const started = performance.now()
      const outcome = await decoder.decode(new Blob([changed]))
      if (!outcome.ok)
        expect(outcome.reason).toMatch(
          /^(?:damaged|too-many-pixels|unsupported-image|tiff|heic|not-an-image|out-of-memory)$/,
        )
      expect(performance.now() - started).toBeLessThan(8000)
    }
  }
})

function differenceTo(photo: Photo, of: NonNullable<Expected['of']>): { worst: number; mean: number } {
  let [worst, sum] = [0, 0]
  for (let y = 0; y < photo.size.height; y += 1)
    for (let x = 0; x < photo.size.width; x += 1)
      for (const [channel, value] of of(x, y).entries()) {
        const difference = Math.abs((photo.pixels[4 * (y * photo.size.width + x) + channel] ?? 0) - value)
        worst = Math.max(worst, difference)
        sum += difference
      }
  return { worst, mean: sum / (photo.size.width * photo.size.height * 4) }
}
