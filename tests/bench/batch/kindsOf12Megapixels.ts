import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { writeLargePhoto } from '#tests/bench/scenes/largePhoto.ts'
import { bitmap } from '#tests/fixtures/kinds/bitmap.ts'

/** Kinds that sharp writes, with their endings. */
const bySharp = ['jpg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const
/** Kinds for which ImageMagick and libjxl's own program are asked, where they are there: the words before the photo, and the ending. */
const byPrograms = [
  { program: 'convert', ending: 'heic' },
  { program: 'convert', ending: 'jp2' },
  { program: 'cjxl', ending: 'jxl', settings: ['--lossless_jpeg=0', '-d', '1'] },
  { program: 'cjxl', ending: 'lossless.jxl', settings: ['--lossless_jpeg=0', '-d', '0', '-e', '3'] },
  {
    program: 'cjxl',
    ending: 'p3.jxl',
    settings: ['--lossless_jpeg=0', '-d', '1', '-x', 'color_space=RGB_D65_DCI_Rel_SRG'],
  },
] as const

/** The large photo in every kind of file that can be written on this machine, by ending. */
export async function writeKinds(folder: string): Promise<Map<string, string>> {
  const photo = await writeLargePhoto()
  const files = new Map<string, string>()
  for (const ending of bySharp) {
    const path = join(folder, `photo.${ending}`)
    await sharp(photo).toFile(path)
    files.set(ending, path)
  }
  const { data, info } = await sharp(photo).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const own = { bmp: plainBitmap(data, info), psd: flatPsd(data, info) }
  for (const [ending, bytes] of Object.entries(own)) {
    const path = join(folder, `photo.${ending}`)
    writeFileSync(path, bytes)
    files.set(ending, path)
  }
  for (const { program, ending, ...rest } of byPrograms) {
    const path = join(folder, `photo.${ending}`)
    const settings = 'settings' in rest ? rest.settings : []
    try {
      execFileSync(program, [photo, path, ...settings], { stdio: 'ignore', timeout: 180_000 })
      files.set(ending, path)
    } catch {
      console.error(`No ${ending}: ${program} is missing, or cannot write it.`)
    }
  }
  return files
}

interface Size {
  width: number
  height: number
}

/** 24 bits, the lowest row first, blue first, rows of whole words. */
function plainBitmap(rgb: Buffer, { width, height }: Size): Uint8Array {
  const row = (3 * width + 3) & ~3
  const rows = new Uint8Array(row * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < 3; channel += 1)
        rows[(height - 1 - y) * row + 3 * x + channel] = rgb[3 * (y * width + x) + 2 - channel] ?? 0
  return bitmap({ width, height, bits: 24, rows })
}

/** A Photoshop file without layers: 8 bits, RGB, not packed. */
function flatPsd(rgb: Buffer, { width, height }: Size): Buffer {
  const pixels = width * height
  const file = Buffer.alloc(40 + 3 * pixels)
  file.write('8BPS')
  file.writeUInt16BE(1, 4)
  file.writeUInt16BE(3, 12)
  file.writeUInt32BE(height, 14)
  file.writeUInt32BE(width, 18)
  file.writeUInt16BE(8, 22)
  file.writeUInt16BE(3, 24)
  for (let at = 0; at < pixels; at += 1)
    for (let channel = 0; channel < 3; channel += 1) file[40 + channel * pixels + at] = rgb[3 * at + channel] ?? 0
  return file
}
