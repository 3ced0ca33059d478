import { afterAll, expect, test } from 'vitest'
import type { Outcome } from '#core/outcome.ts'
import { type FileSettings, initialFileSettings } from '#core/settings.ts'
import type { WrittenFile } from '#core/write.ts'
import type { CutoutToWrite } from '#workers/encode/finishedRows.ts'
import type { EncodeQuestion } from './encodeWorker.ts'

const worker = new Worker(new URL('./encodeWorker.ts', import.meta.url), { type: 'module' })
afterAll(() => worker.terminate())

function ask<T>(question: EncodeQuestion): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<T>) => resolve(event.data)
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(question)
  })
}

/** A photo with a soft gradient, of which a disc is kept. */
function disc(width: number, height: number, settings: Partial<FileSettings>): CutoutToWrite {
  const pixels = new Uint8ClampedArray(width * height * 4)
  const alpha = new Uint8Array(width * height)
  for (let index = 0; index < alpha.length; index += 1) {
    const [x, y] = [index % width, Math.floor(index / width)]
    pixels.set([200, (x * 255) / width, (y * 255) / height, 255], index * 4)
    alpha[index] = Math.max(
      0,
      Math.min(255, (Math.min(width, height) / 3 - Math.hypot(x - width / 2, y - height / 2)) * 64),
    )
  }
  const photo = { size: { width, height }, colourSpace: 'srgb' as const, pixels }
  return { photo, alpha, settings: { ...initialFileSettings, content: 'cutout', ...settings } }
}

async function file(cutout: CutoutToWrite): Promise<Blob> {
  const outcome = await ask<Outcome<WrittenFile>>({ make: 'file', cutout })
  if (!outcome.ok) throw new Error(`${outcome.reason} ${outcome.detail ?? ''}`)
  expect(outcome.value.size).toEqual(cutout.photo.size)
  return outcome.value.blob
}

async function pixelsOf(source: Blob | ImageBitmap): Promise<ImageData> {
  const bitmap = source instanceof Blob ? await createImageBitmap(source) : source
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height)
}

function pixel(image: ImageData, x: number, y: number): number[] {
  return [...image.data.slice((y * image.width + x) * 4, (y * image.width + x) * 4 + 4)]
}

function near(actual: number[], expected: number[], tolerance: number): void {
  expect(Math.max(...actual.map((value, index) => Math.abs(value - (expected[index] ?? 0))))).toBeLessThanOrEqual(
    tolerance,
  )
}

test.each(['png', 'webp', 'jpeg'] as const)('a cutout written as %s is of that type and size', async (format) => {
  const blob = await file(disc(301, 203, { format }))
  expect(blob.type).toBe(`image/${format}`)
  const image = await pixelsOf(blob)
  expect([image.width, image.height]).toEqual([301, 203])
  near(pixel(image, 150, 101), [200, 127, 127, 255], 4)
  near(pixel(image, 2, 2), format === 'jpeg' ? [255, 255, 255, 255] : [0, 0, 0, 0], 2)
})

test.each(['png', 'webp', 'jpeg'] as const)('a cutout before a colour is opaque as %s', async (format) => {
  const image = await pixelsOf(await file(disc(301, 203, { format, backdrop: { kind: 'colour', colour: '#0040c0' } })))
  near(pixel(image, 2, 2), [0, 64, 192, 255], 4)
  near(pixel(image, 150, 101), [200, 127, 127, 255], 4)
})

test.each(['png', 'webp', 'jpeg'] as const)('a mask alone is written grey as %s', async (format) => {
  const image = await pixelsOf(await file(disc(301, 203, { format, content: 'mask' })))
  near(pixel(image, 150, 101), [255, 255, 255, 255], 2)
  near(pixel(image, 2, 2), [0, 0, 0, 255], 2)
})

test('no file says where, when or by what the photo was taken', async () => {
  for (const format of ['png', 'webp', 'jpeg'] as const) {
    const text = new TextDecoder('latin1').decode(await (await file(disc(64, 48, { format }))).arrayBuffer())
    expect(text).not.toMatch(/exif|gps|xmp|tEXt|tIME/i)
  }
})

test('higher quality gives larger files', async () => {
  for (const format of ['webp', 'jpeg'] as const) {
    const sizes: number[] = []
    for (const quality of [20, 60, 95, 99]) sizes.push((await file(disc(640, 480, { format, quality }))).size)
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
    expect(new Set(sizes).size).toBe(4)
  }
})

test('a size that WebP cannot have is refused; PNG and JPEG can', async () => {
  const long = disc(20_000, 8, { format: 'webp' })
  expect(await ask<Outcome<WrittenFile>>({ make: 'file', cutout: long })).toMatchObject({
    ok: false,
    reason: 'cannot-encode',
  })
  for (const format of ['png', 'jpeg'] as const) {
    const image = await createImageBitmap(await file(disc(20_000, 8, { format })))
    expect([image.width, image.height]).toEqual([20_000, 8])
  }
})

test('the thumbnail shows the cutout, smaller', async () => {
  const cutout = disc(1200, 800, {})
  const small = await pixelsOf(await ask<ImageBitmap>({ make: 'thumbnail', cutout }))
  expect([small.width, small.height]).toEqual([168, 112])
  near(pixel(small, 84, 56), [200, 128, 128, 255], 3)
  expect(pixel(small, 1, 1)[3]).toBe(0)
})
