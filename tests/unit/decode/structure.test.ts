import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { imageKind, kindBytes } from '#core/imageKind.ts'
import { bitmap } from '#tests/fixtures/kinds/bitmap.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import { jpegRows } from '#workers/decode/jpeg/jpegRows.ts'
import { jpegScans } from '#workers/decode/jpeg/jpegScans.ts'
import { type StructuredKind, structureOf } from '#workers/decode/structure/structure.ts'

const [width, height] = [240, 160]
const random = seededRandom(11)
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at % (width * 3)) / 3 + random() * 40)
const drawing = () => sharp(pixels, { raw: { width, height, channels: 3 } })

const files: readonly (readonly [StructuredKind, string, Promise<Uint8Array<ArrayBuffer>>])[] = [
  ['png', 'PNG', bytesOf(drawing().png().toBuffer())],
  ['jpeg', 'JPEG', bytesOf(drawing().jpeg({ chromaSubsampling: '4:2:0' }).toBuffer())],
  ['jpeg', 'progressive JPEG', bytesOf(drawing().jpeg({ progressive: true }).toBuffer())],
  ['webp', 'lossy WebP', bytesOf(drawing().webp().toBuffer())],
  ['webp', 'lossless WebP', bytesOf(drawing().webp({ lossless: true }).toBuffer())],
  ['avif', 'AVIF', bytesOf(drawing().avif().toBuffer())],
  ['gif', 'GIF', bytesOf(drawing().gif().toBuffer())],
  ['bmp', 'BMP', Promise.resolve(bitmap({ width, height, bits: 24, rows: pixels }))],
]

async function bytesOf(buffer: Promise<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await buffer)
}

describe.each(files)('%s (%s)', (kind, _, made) => {
  test('the whole file is whole, also with something behind it', async () => {
    const file = await made
    expect(structureOf(kind, file)).toBe('whole')
    // An AVIF or a WebP file is as long as its boxes say; what is added there is no longer such a file.
    if (kind !== 'avif') expect(structureOf(kind, Uint8Array.of(...file, 1, 2, 3, 4))).toBe('whole')
  })

  test.each([0.3, 0.6, 0.95])('cut off at %f it is not', async (share) => {
    const file = await made
    expect(structureOf(kind, file.slice(0, file.length * share))).not.toBe('whole')
  })

  test('no change of bytes makes it throw or hang', async () => {
    const file = await made
    for (let round = 0; round < 150; round += 1) {
      const changed = file.slice(0, 20 + random() * file.length)
      for (let at = 0; at < 12; at += 1) changed[12 + random() * changed.length] = random() * 256
      structureOf(kind, changed)
      if (kind === 'jpeg') jpegRows(changed, jpegScans(changed).at)
    }
  })
})

test('a chunk of a PNG file whose checksum is wrong breaks it, but for those that no picture needs', async () => {
  const file = (await files[0]?.[2]) ?? new Uint8Array(0)
  const data = Buffer.from(file).indexOf('IDAT')
  const changed = file.slice()
  changed[data + 100] = (changed[data + 100] ?? 0) ^ 1
  expect(structureOf('png', changed)).toBe('broken')
})

describe('rows of a JPEG file', () => {
  const cases = [
    ['4:2:0', { chromaSubsampling: '4:2:0' }, 16],
    ['4:4:4', { chromaSubsampling: '4:4:4' }, 8],
    ['other codes', { optimiseCoding: false }, 16],
    ['grey', {}, 8],
  ] as const

  test.each(cases)('are counted as they are sent: %s', async (name, options, unit) => {
    const picture = name === 'grey' ? drawing().greyscale() : drawing()
    const file = Uint8Array.from(await picture.jpeg({ ...options, quality: 90 }).toBuffer())
    expect(jpegRows(file, jpegScans(file).at)).toEqual({ complete: height, total: height, isCoarse: false })
    let last = 0
    for (const share of [0.25, 0.5, 0.75, 0.97]) {
      const cut = file.slice(0, file.length * share)
      const rows = jpegRows(cut, jpegScans(cut).at)?.complete ?? 0
      expect(rows).toBeGreaterThanOrEqual(last)
      expect(Math.abs(rows - height * share)).toBeLessThan(3 * unit)
      last = rows
      // An end mark does not make it longer, nor do the zeros that a broken card leaves.
      expect(jpegRows(Uint8Array.of(...cut, 0xff, 0xd9), cut.length + 2)?.complete).toBe(rows)
      const padded = new Uint8Array(file.length)
      padded.set(cut)
      expect(jpegRows(padded, jpegScans(padded).at)?.complete).toBe(rows)
    }
  })

  test('the first scan of a progressive one shows them all', async () => {
    const file = Uint8Array.from(await drawing().jpeg({ progressive: true }).toBuffer())
    const half = file.slice(0, file.length * 0.6)
    expect(jpegRows(half, jpegScans(half).at)).toEqual({ complete: height, total: height, isCoarse: true })
    const start = Buffer.from(file).indexOf(Uint8Array.of(0xff, 0xda)) + 120
    expect(jpegRows(file.slice(0, start), start)?.complete).toBeLessThan(height)
  })
})

describe.skipIf(!existsSync('../shared/data'))('photos of all makes (skipped where ../shared/data is absent)', () => {
  test('have all their rows', () => {
    const names = execFileSync('find', ['../shared/data/pairs', '-name', '*.jpg'], { encoding: 'utf8' })
      .trim()
      .split('\n')
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const file = Uint8Array.from(readFileSync(name))
      // One of them is a PNG file by another name.
      if (imageKind(file.subarray(0, kindBytes)) !== 'jpeg') continue
      expect(structureOf('jpeg', file), name).toBe('whole')
      const rows = jpegRows(file, jpegScans(file).at)
      expect(rows?.complete, name).toBe(rows?.total)
    }
  })
})
