import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { readPng } from './support/data.ts'

/** Inks that have a profile, which counts. */
const inks = 'pillow-cmyk-profile.tif'

/** One file of each kind that browsers do not open by themselves, or not in all its bits, as several programs wrote them, and what is told of it. */
const files: Record<string, RegExp | undefined> = {
  'libtiff-tiled-lzw.tif': undefined,
  'pillow-pages.tif': /several pages/,
  'tifffile-prophoto-16bit.tif': /more colours than sRGB/,
  [inks]: undefined,
  'magick-rle.psd': undefined,
  'pillow-bitmap.ico': undefined,
  'pillow-plain.heic': undefined,
  'cjxl-lossy.jxl': undefined,
  'openjpeg-tiles.jp2': undefined,
  'cjxl-display-p3.jxl': /Display P3/,
  'ffmpeg-alpha.jp2': undefined,
  'own-16bit-adobe-rgb.png': /more colours than sRGB/,
}

test('photos of rare kinds are cut and saved, also offline after the first visit', async ({
  app,
  desk,
  page,
  context,
}) => {
  test.setTimeout(300_000)
  await desk.open(app.url)
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 120_000 })
  await context.setOffline(true)
  const names = Object.keys(files)
  await desk.choose(...names.map((name) => join('tests/fixtures/kinds', name)))
  await desk.settled(names.length, 200_000)
  for (const name of names) {
    await expect(desk.tile(name), name).toHaveAttribute('data-status', 'done')
    await desk.look(name)
    const note = files[name]
    if (note !== undefined) await expect(page.getByText(note).first()).toBeVisible()
    await expect(page.getByText(/printing inks/), name).toHaveCount(0)
    // A picture of colours alone: there is no subject to save.
    if (name === inks) continue
    const { path, name: saved } = await desk.download(page.getByRole('button', { name: 'Download PNG' }))
    expect(saved).toBe(name.replace(/\.\w+$/, '-cutout.png'))
    const cutout = readPng(path)
    expect([cutout.width, cutout.height], name).toEqual([48, 32])
    // Bits of a sample.
    if (name.includes('16bit')) expect(readFileSync(path)[24], name).toBe(16)
  }
})
