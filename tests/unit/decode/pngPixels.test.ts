import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { pngPixels } from '#workers/decode/png/pngPixels.ts'
import { encodePng } from '#workers/encode/png/png.ts'

const archive = '../shared/data/robustness.tar.gz'
const suite = 'robustness/pngsuite/'

function archived(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(execFileSync('tar', ['xzfO', archive, path], { maxBuffer: 1 << 26 }))
}

function bytesOf(pixels: Uint32Array<ArrayBuffer> | undefined): Uint8Array {
  return pixels === undefined ? new Uint8Array(0) : new Uint8Array(pixels.buffer)
}

async function faintPng(width: number, height: number): Promise<{ file: Uint8Array<ArrayBuffer>; rgba: Uint8Array }> {
  const random = seededRandom(3)
  const rgba = Uint8Array.from({ length: width * height * 4 }, () => random() * 256)
  const writeRow = (y: number, row: Uint8Array): void => row.set(rgba.subarray(y * width * 4, (y + 1) * width * 4))
  const blob = await encodePng({ size: { width, height }, colour: 'rgba', writeRow })
  return { file: new Uint8Array(await blob.arrayBuffer()), rgba }
}

test('faint and unseen pixels keep their colour bit for bit', async () => {
  const { file, rgba } = await faintPng(301, 77)
  const found = pngPixels(file)
  expect(found).toMatchObject({ width: 301, height: 77, isWhole: true })
  expect(bytesOf(found?.pixels)).toEqual(rgba)
})

test('of a file that ends early there is what came before, and nothing else', async () => {
  const { file, rgba } = await faintPng(200, 300)
  const found = pngPixels(file.slice(0, file.length * 0.6))
  expect(found?.isWhole).toBe(false)
  const bytes = bytesOf(found?.pixels)
  const last = bytes.findLastIndex((value) => value !== 0)
  expect(last).toBeGreaterThan(0.4 * bytes.length)
  expect(last).toBeLessThan(0.7 * bytes.length)
  const rows = Math.floor((last + 1) / 800)
  expect(bytes.subarray(0, rows * 800)).toEqual(rgba.subarray(0, rows * 800))
})

test('the end mark alone is not missed, and no header is no picture', async () => {
  const { file } = await faintPng(20, 30)
  expect(pngPixels(file.slice(0, -12))?.isWhole).toBe(true)
  expect(pngPixels(file.slice(0, 40))).toBeUndefined()
  expect(pngPixels(new Uint8Array(60))).toBeUndefined()
})

test('packed bytes that were changed end the picture there', async () => {
  const { file } = await faintPng(200, 300)
  file.fill(0xa5, file.length / 2, file.length / 2 + 40)
  // Its checksum is wrong, so the whole part is left out; the parts before it stay.
  const found = pngPixels(file)
  expect(found === undefined || !found.isWhole).toBe(true)
})

describe.skipIf(!existsSync(archive))('PngSuite (skipped where ../shared/data is absent)', () => {
  const names = existsSync(archive)
    ? execFileSync('tar', ['tzf', archive], { encoding: 'utf8' })
        .split('\n')
        .filter((name) => name.startsWith(suite) && name.endsWith('.png'))
    : []

  test.each(names.filter((name) => !/\/x/.test(name)))('%s is read as an independent decoder reads it', (name) => {
    const file = archived(name)
    const found = pngPixels(file)
    const other = PNG.sync.read(Buffer.from(file), { skipRescale: false })
    expect(found).toMatchObject({ width: other.width, height: other.height, isWhole: true })
    const [own, theirs] = [bytesOf(found?.pixels), other.data]
    expect(own.length).toBe(theirs.length)
    // The other one cuts the lower half of 16 bits off, this one rounds.
    const is16 = /16\.png$/.test(name)
    let most = 0
    for (const [at, value] of own.entries()) {
      // The other one takes the colour of what is not seen away.
      if (own[at | 3] !== 0 || at % 4 === 3) most = Math.max(most, Math.abs(value - (theirs[at] ?? 0)))
    }
    expect(most).toBeLessThanOrEqual(is16 ? 1 : 0)
  })

  // The first three of these letters break the signature, by which the kind is told.
  test.each(names.filter((name) => /\/x(?!cr|s|lf)/.test(name)))(
    '%s, which is broken, gives no whole picture',
    (name) => {
      expect(pngPixels(archived(name))?.isWhole ?? false).toBe(false)
    },
  )

  test('an interlaced file that ends early shows the whole picture, coarsely', () => {
    const file = archived('robustness/generated/interlaced.png')
    const whole = bytesOf(pngPixels(file)?.pixels)
    const half = pngPixels(file.slice(0, file.length / 2))
    const bytes = bytesOf(half?.pixels)
    let sum = 0
    for (const [at, value] of bytes.entries()) sum += Math.abs(value - (whole[at] ?? 0))
    expect(half?.isWhole).toBe(false)
    expect(sum / bytes.length).toBeLessThan(8)
    expect(bytes.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true)
  })
})
