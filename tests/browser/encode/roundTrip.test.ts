import { afterAll, expect, test } from 'vitest'
import type { Outcome } from '#core/outcome.ts'
import { type FileSettings, initialFileSettings, qualityRange } from '#core/settings.ts'
import type { WrittenFile } from '#core/write.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import type { CutoutToWrite } from '#workers/encode/finishedRows.ts'
import { startDecoder } from '../decode/decodeInWorker.ts'
import type { EncodeQuestion } from './encodeWorker.ts'

type Cutout = CutoutToWrite & { camera?: Uint8Array<ArrayBuffer> }

const worker = new Worker(new URL('./encodeWorker.ts', import.meta.url), { type: 'module' })
const decoder = startDecoder()
afterAll(() => {
  worker.terminate()
  decoder.stop()
})

async function file(cutout: Cutout): Promise<Blob> {
  const outcome = await new Promise<Outcome<WrittenFile>>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Outcome<WrittenFile>>) => resolve(event.data)
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage({ make: 'file', cutout } satisfies EncodeQuestion)
  })
  if (!outcome.ok) throw new Error(`${outcome.reason} ${outcome.detail ?? ''}`)
  expect(outcome.value.blob.type).toBe(`image/${cutout.settings.format}`)
  return outcome.value.blob
}

async function decoded(blob: Blob) {
  const outcome = await decoder.decode(blob)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

type Wish = Partial<FileSettings> & { colourSpace?: 'srgb' | 'display-p3'; camera?: Uint8Array<ArrayBuffer> }

/** Random colours, with an alpha that falls from left to right over the middle third. */
function noisy(width: number, height: number, { colourSpace = 'srgb', camera, ...settings }: Wish): Cutout {
  const random = seededRandom(width * height)
  const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, () => random() * 256)
  const alpha = Uint8Array.from({ length: width * height }, (_, index) => {
    const place = (index % width) / width
    return Math.round(Math.min(1, Math.max(0, 2 - 3 * place)) * 255)
  })
  for (let index = 0; index < alpha.length; index += 1) pixels[index * 4 + 3] = alpha[index] ?? 0
  const photo = { size: { width, height }, colourSpace, pixels }
  const whole = { ...initialFileSettings, content: 'cutout' as const, ...settings }
  return { photo, alpha, settings: whole, ...(camera === undefined ? {} : { camera }) }
}

/** A smooth picture, as photos are, fading out to the right. */
function smooth(width: number, height: number, wish: Wish): Cutout {
  const cutout = noisy(width, height, wish)
  const { pixels } = cutout.photo
  for (let index = 0; index < cutout.alpha.length; index += 1) {
    const [x, y] = [(index % width) / width, Math.floor(index / width) / height]
    pixels.set([60 + 120 * x, 90 + 90 * y, 150 - 80 * x * y], index * 4)
  }
  return cutout
}

const odd = [
  [1, 1],
  [3, 5],
  [17, 1],
  [131, 77],
] as const

test.each([
  ['png', false],
  ['webp', true],
] as const)('%s (lossless: %s) gives straight colours and alpha back bit for bit', async (format, isLossless) => {
  for (const [width, height] of odd) {
    const cutout = noisy(width, height, { format, isLossless })
    const { pixels, size } = await decoded(await file(cutout))
    expect(size).toEqual({ width, height })
    const expected = cutout.photo.pixels.map((value, at) => ((cutout.alpha[Math.floor(at / 4)] ?? 0) === 0 ? 0 : value))
    expect(pixels).toEqual(expected)
  }
})

test('lossy WebP keeps alpha exactly, and colours close even where they are faint', async () => {
  const cutout = smooth(131, 77, { format: 'webp', quality: 95 })
  const { pixels } = await decoded(await file(cutout))
  let worst = 0
  for (let index = 0; index < cutout.alpha.length; index += 1) {
    expect(pixels[index * 4 + 3]).toBe(cutout.alpha[index])
    if (cutout.alpha[index] === 0) continue
    for (let channel = 0; channel < 3; channel += 1)
      worst = Math.max(
        worst,
        Math.abs((pixels[index * 4 + channel] ?? 0) - (cutout.photo.pixels[index * 4 + channel] ?? 0)),
      )
  }
  expect(worst).toBeLessThanOrEqual(8)
})

test('an AVIF has colours close, and alpha exactly', async () => {
  const cutout = smooth(131, 77, { format: 'avif', quality: 95 })
  const { default: start } = await import('@jsquash/avif/codec/dec/avif_dec.js')
  const decode = await start({ noInitialRun: true })
  const blob = await file(cutout)
  const read = decode.decode(await blob.arrayBuffer(), 8)
  expect([read?.width, read?.height]).toEqual([131, 77])
  const pixels = Uint8ClampedArray.from(read?.data ?? [])
  expect(cutout.alpha.every((value, index) => pixels[index * 4 + 3] === value)).toBe(true)
  expect(meanDifference(pixels, cutout)).toBeLessThan(1.5)

  const opened = await decoded(blob)
  expect(cutout.alpha.every((value, index) => opened.pixels[index * 4 + 3] === value)).toBe(true)

  // The browser's own decoder sees the same picture. (Chromium 14x stretches the alpha of every AVIF file as if black were 16 and white 235.)
  const canvas = new OffscreenCanvas(131, 77).getContext('2d')
  canvas?.drawImage(await createImageBitmap(blob), 0, 0)
  const seen = canvas?.getImageData(0, 0, 131, 77).data ?? new Uint8ClampedArray()
  expect(meanDifference(seen, cutout)).toBeLessThan(2)
  expect([seen[3], seen[130 * 4 + 3]]).toEqual([255, 0])
})

/** Of the colours where they are seen well: a canvas forgets those of faint pixels. */
function meanDifference(pixels: Uint8ClampedArray, { alpha, photo }: Cutout): number {
  let [sum, count] = [0, 0]
  for (let index = 0; index < alpha.length; index += 1) {
    if ((alpha[index] ?? 0) < 128) continue
    for (let channel = 0; channel < 3; channel += 1)
      sum += Math.abs((pixels[index * 4 + channel] ?? 0) - (photo.pixels[index * 4 + channel] ?? 0))
    count += 3
  }
  return sum / count
}

test.each(['srgb', 'display-p3'] as const)('an AVIF says that its numbers mean %s', async (colourSpace) => {
  const cutout = smooth(64, 48, { format: 'avif', quality: 99, colourSpace })
  cutout.alpha.fill(255)
  const blob = await file(cutout)
  const photo = await decoded(blob)
  expect(photo.colourSpace).toBe(colourSpace)
  const canvas = new OffscreenCanvas(64, 48).getContext('2d', { colorSpace: colourSpace })
  canvas?.drawImage(await createImageBitmap(blob), 0, 0)
  const seen = canvas?.getImageData(0, 0, 64, 48, { colorSpace: colourSpace }).data ?? new Uint8ClampedArray()
  expect(difference(seen, cutout.photo.pixels)).toBeLessThanOrEqual(6)
})

test('higher quality makes larger AVIF files', async () => {
  const cutout = smooth(160, 120, { format: 'avif' })
  const grain = seededRandom(4)
  for (let at = 0; at < cutout.photo.pixels.length; at += 1)
    if (at % 4 < 3) cutout.photo.pixels[at] = (cutout.photo.pixels[at] ?? 0) + grain() * 60
  const sizes: number[] = []
  for (const quality of [20, 40, 60, 80, 99])
    sizes.push((await file({ ...cutout, settings: { ...cutout.settings, quality } })).size)
  expect(sizes).toEqual([...sizes].sort((one, other) => one - other))
  expect(new Set(sizes).size).toBe(5)
})

test.each(['webp', 'jpeg'] as const)('higher quality makes larger %s files over the whole range', async (format) => {
  const cutout = smooth(320, 240, { format })
  const grain = seededRandom(4)
  for (let at = 0; at < cutout.photo.pixels.length; at += 1)
    if (at % 4 < 3) cutout.photo.pixels[at] = (cutout.photo.pixels[at] ?? 0) + grain() * 60
  const sizes: number[] = []
  for (let quality = qualityRange.min; quality <= qualityRange.max; quality += 1)
    sizes.push((await file({ ...cutout, settings: { ...cutout.settings, quality } })).size)
  // Encoders round: a single step may take back a little, five steps never.
  for (let index = 5; index < sizes.length; index += 1) expect(sizes[index] ?? 0).toBeGreaterThan(sizes[index - 5] ?? 0)
  const falls = sizes.filter((size, index) => size < (sizes[index - 1] ?? 0) * 0.98)
  expect(falls).toEqual([])
})

test.each(['png', 'webp', 'jpeg'] as const)('Display P3 stays Display P3 in %s', async (format) => {
  const wish = { format, isLossless: true, colourSpace: 'display-p3', content: 'colour' } as const
  const cutout = smooth(64, 48, wish)
  cutout.alpha.fill(255)
  const blob = await file({ ...cutout, settings: { ...cutout.settings, quality: 99 } })
  const photo = await decoded(blob)
  expect(photo.colourSpace).toBe('display-p3')
  expect(difference(photo.pixels, cutout.photo.pixels)).toBeLessThanOrEqual(format === 'jpeg' ? 4 : 0)
  // The browser takes it for Display P3, too: on a canvas of that space the numbers are the same.
  const canvas = new OffscreenCanvas(64, 48).getContext('2d', { colorSpace: 'display-p3' })
  const bitmap = await createImageBitmap(blob)
  canvas?.drawImage(bitmap, 0, 0)
  const seen = canvas?.getImageData(0, 0, 64, 48, { colorSpace: 'display-p3' }).data
  expect(difference(seen ?? new Uint8ClampedArray(), cutout.photo.pixels)).toBeLessThanOrEqual(
    format === 'jpeg' ? 4 : 1,
  )
})

test('the colour behind a Display P3 cutout is the one that was chosen', async () => {
  const backdrop = { kind: 'colour', colour: '#ff0000' } as const
  const cutout = smooth(64, 48, { format: 'png', colourSpace: 'display-p3', backdrop })
  cutout.alpha.fill(0)
  const { pixels } = await decoded(await file(cutout))
  // Red of sRGB has these numbers in Display P3 (CSS Color 4).
  expect(difference(pixels.slice(0, 3), Uint8ClampedArray.of(234, 51, 35))).toBeLessThanOrEqual(1)
})

test('a GIF has the picture in at most 256 colours, and alpha that is there or not', async () => {
  const cutout = smooth(131, 77, { format: 'gif' })
  const { pixels } = await decoded(await file(cutout))
  const colours = new Set(new Uint32Array(pixels.buffer))
  expect(colours.size).toBeLessThanOrEqual(256)
  let sum = 0
  let seen = 0
  for (let index = 0; index < cutout.alpha.length; index += 1) {
    const isSeen = (cutout.alpha[index] ?? 0) >= 128
    expect(pixels[index * 4 + 3]).toBe(isSeen ? 255 : 0)
    if (!isSeen) continue
    seen += 1
    sum += Math.abs((pixels[index * 4] ?? 0) - (cutout.photo.pixels[index * 4] ?? 0))
  }
  expect(sum / seen).toBeLessThan(6)
})

test('a GIF of few colours is exact', async () => {
  const cutout = smooth(40, 30, { format: 'gif' })
  for (let index = 0; index < cutout.alpha.length; index += 1)
    cutout.photo.pixels.set([(index % 5) * 50, (index % 3) * 100, 7, 255], index * 4)
  cutout.alpha.fill(255)
  expect((await decoded(await file(cutout))).pixels).toEqual(cutout.photo.pixels)
})

test.each(['webp', 'gif'] as const)('a mask as %s is grey and complete', async (format) => {
  const cutout = noisy(131, 77, { format, content: 'mask', isLossless: true })
  const { pixels } = await decoded(await file(cutout))
  const expected = cutout.alpha.map((value) => value)
  expect(expected.every((value, index) => pixels[index * 4] === value && pixels[index * 4 + 2] === value)).toBe(true)
})

const camera = Uint8Array.from(atob('SUkqAAgAAAABAA8BAgAFAAAAGgAAAAAAAABDYW1zAAA='), (letter) => letter.charCodeAt(0))

test.each(['png', 'webp', 'jpeg'] as const)(
  '%s holds camera data where that was wanted, and only then',
  async (format) => {
    for (const keepsCameraData of [true, false]) {
      const blob = await file(smooth(31, 17, { format, camera, keepsCameraData }))
      const photo = await decoded(blob)
      expect(photo.size).toEqual({ width: 31, height: 17 })
      const text = new TextDecoder('latin1').decode(photo.camera)
      expect(text.includes('Cams')).toBe(keepsCameraData)
      expect(new TextDecoder('latin1').decode(await blob.arrayBuffer()).includes('Cams')).toBe(keepsCameraData)
    }
  },
)

test('colours alone show nothing of what was cut away', async () => {
  const cutout = smooth(96, 64, { format: 'png', content: 'colour' })
  for (let index = 0; index < cutout.alpha.length; index += 1) {
    const isLeft = index % 96 < 40
    cutout.alpha[index] = isLeft ? 255 : 0
    cutout.photo.pixels.set(isLeft ? [200, 10, 10] : [0, 255, 0], index * 4)
  }
  const { pixels } = await decoded(await file(cutout))
  for (let at = 0; at < pixels.length; at += 4) expect([...pixels.slice(at, at + 4)]).toEqual([200, 10, 10, 255])
})

function difference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  expect(one.length).toBe(other.length)
  return one.reduce(
    (worst, value, at) => (at % 4 === 3 ? worst : Math.max(worst, Math.abs(value - (other[at] ?? 0)))),
    0,
  )
}
