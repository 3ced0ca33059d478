import { afterAll, describe, expect, test } from 'vitest'
import type { Outcome } from '#core/outcome.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { encodePng } from '#workers/encode/png/png.ts'
import { encodeWebp } from '#workers/encode/webpEncode.ts'
import type { Lie } from './lyingWorker.ts'

const [width, height] = [96, 64]
const size = { width, height }
const faint = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
  Math.max(1, Math.imul(at, 2654435761) >>> 24),
)
const opaque = faint.map((value, at) => (at % 4 === 3 ? 255 : value))
const rowsOf = (pixels: Uint8ClampedArray) => ({
  size,
  colour: 'rgba' as const,
  writeRow: (y: number, row: Uint8Array): void => row.set(pixels.subarray(y * width * 4, (y + 1) * width * 4)),
})

async function webp(pixels: Uint8ClampedArray): Promise<Blob> {
  const file = await encodeWebp(rowsOf(pixels), { quality: 100, isLossless: true })
  if (!file.ok) throw new Error(file.reason)
  return file.value
}

async function jpeg(): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = 'rgb(130, 100, 40)'
  context.fillRect(0, 0, width, height)
  return await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })
}

/** A Windows bitmap whose alpha has a mask of its own. */
function bitmap(pixels: Uint8ClampedArray): Blob {
  const start = 14 + 124
  const bytes = new Uint8Array(start + pixels.length)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  for (const [at, value] of [
    ...([
      [10, start],
      [14, 124],
      [18, width],
      [22, -height],
      [30, 3],
      [34, pixels.length],
    ] as const),
    ...([
      [54, 0xff],
      [58, 0xff00],
      [62, 0xff0000],
      [66, 0xff000000],
    ] as const),
  ])
    view.setInt32(at, value, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 32, true)
  bytes.set(pixels, start)
  return new Blob([bytes])
}

const workers = new Map<Lie, Worker>()
afterAll(() => {
  for (const worker of workers.values()) worker.terminate()
})

function decodeUnder(lie: Lie, file: Blob): Promise<Outcome<Photo>> {
  const worker = workers.get(lie) ?? new Worker(new URL('./lyingWorker.ts', import.meta.url), { type: 'module' })
  workers.set(lie, worker)
  worker.postMessage({ lie, file })
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
  })
}

async function pixelsUnder(lie: Lie, file: Blob): Promise<Uint8ClampedArray> {
  const outcome = await decodeUnder(lie, file)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value.pixels
}

describe.each(['stripes', 'single-bits', 'no-frames', 'no-textures'] as const)('in a browser with %s', (lie) => {
  test('PNG and WebP keep every colour, however faint', async () => {
    for (const pixels of [faint, opaque])
      for (const file of [await encodePng(rowsOf(pixels)), await webp(pixels)])
        expect(await pixelsUnder(lie, file)).toEqual(pixels)
  })

  test('AVIF and bitmaps keep their alpha, and the colours under it', async () => {
    const avif = await fetch(new URL('./faint.avif', import.meta.url))
    const [shown, drawn] = [await pixelsUnder(lie, await avif.blob()), await pixelsUnder(lie, bitmap(faint))]
    expect(drawn).toEqual(faint)
    // Half of it is (200, 90, 40) at an alpha of 8; AVIF loses a little everywhere.
    const [red = 0, green = 0, blue = 0, alpha = 0] = shown
    expect([red - 200, green - 90, blue - 40].every((distance) => Math.abs(distance) < 6)).toBe(true)
    expect(Math.abs(alpha - 8)).toBeLessThan(2)
  })

  test('a JPEG is right, or refused with the reason: never a picture of something else', async () => {
    const outcome = await decodeUnder(lie, await jpeg())
    if (lie === 'no-frames') {
      expect(outcome).toMatchObject({ ok: false, reason: 'pixels-changed' })
      return
    }
    if (!outcome.ok) throw new Error(outcome.reason)
    const [red = 0, green = 0, blue = 0, alpha] = outcome.value.pixels
    expect([red, green, blue].map((value, channel) => Math.abs(value - ([130, 100, 40][channel] ?? 0)) < 4)).toEqual([
      true,
      true,
      true,
    ])
    expect(alpha).toBe(255)
  })
})
