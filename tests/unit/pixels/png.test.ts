import { crc32 as zlibCrc32 } from 'node:zlib'
import { decode as decodeFastPng } from 'fast-png'
import { PNG } from 'pngjs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { crc32 } from '#workers/encode/png/crc32.ts'
import { encodePng } from '#workers/encode/png/png.ts'
import { pixelBytesOf, type RowSource } from '#workers/pixels/rows.ts'

/** Numbers that look random and are the same in every run. */
function* randomBytes(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state >>> 24
  }
}

const kinds = ['noise', 'smooth', 'flat', 'few levels', 'two levels'] as const

function samples(kind: (typeof kinds)[number], count: number): Uint8Array {
  const random = randomBytes(count)
  const next = (index: number): number => {
    if (kind === 'smooth') return (index * 7) >> 5
    if (kind === 'flat') return 77
    const value = random.next().value
    if (kind === 'noise') return value
    return kind === 'few levels' ? (value >> 6) * 85 : value < 200 ? 0 : 255
  }
  return Uint8Array.from({ length: count }, (_, index) => next(index))
}

async function write(colour: RowSource['colour'], width: number, height: number, data: Uint8Array): Promise<Buffer> {
  const rowBytes = width * pixelBytesOf[colour]
  const writeRow = (y: number, row: Uint8Array): void => row.set(data.subarray(y * rowBytes, (y + 1) * rowBytes))
  const blob = await encodePng({ size: { width, height }, colour, writeRow })
  expect(blob.type).toBe('image/png')
  return Buffer.from(await blob.arrayBuffer())
}

const sizes = [
  [1, 1],
  [2, 3],
  [7, 5],
  [129, 67],
  [300, 1],
  [1, 300],
  [640, 479],
] as const

test.each(kinds)('%s pixels come back bit for bit from two independent decoders', async (kind) => {
  for (const colour of ['grey', 'greyAlpha', 'rgb', 'rgba'] as const) {
    for (const [width, height] of sizes) {
      const data = samples(kind, width * height * pixelBytesOf[colour])
      const file = await write(colour, width, height, data)
      const expected = Buffer.from(expandedToRgba(data, pixelBytesOf[colour]))
      const ours = PNG.sync.read(file, { checkCRC: true })
      expect([ours.width, ours.height]).toEqual([width, height])
      expect(expected.equals(ours.data)).toBe(true)
      expect(expected.equals(await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer())).toBe(true)
    }
  }
})

test('pixels of 16 bits come back bit for bit', async () => {
  for (const [width, height] of sizes) {
    const data = samples('noise', width * height * 2)
    const decoded = decodeFastPng(await write('grey16', width, height, data), { checkCrc: true })
    expect([decoded.width, decoded.height, decoded.channels, decoded.depth]).toEqual([width, height, 1, 16])
    expect([...decoded.data].flatMap((value) => [Number(value) >> 8, Number(value) & 255])).toEqual([...data])
  }
})

/** Width, height, bit depth and colour type as the header states them. */
function stated(file: Buffer): { depth: number; type: number } {
  return { depth: file[24] ?? 0, type: file[25] ?? 0 }
}

test('channels that say nothing are not written', async () => {
  const count = 200 * 150
  const random = randomBytes(5)
  const noise = () => random.next().value
  const rgba = (pixel: () => number[]) => Uint8Array.from(Array.from({ length: count }, pixel).flat())
  const grey = () => {
    const level = noise()
    return [level, level, level]
  }
  const type = async (pixel: () => number[]) => stated(await write('rgba', 200, 150, rgba(pixel)))
  expect(await type(() => [noise(), noise(), noise(), noise()])).toEqual({ type: 6, depth: 8 })
  expect(await type(() => [noise(), noise(), noise(), 255])).toEqual({ type: 2, depth: 8 })
  expect(await type(() => [...grey(), noise()])).toEqual({ type: 4, depth: 8 })
  expect(await type(() => [...grey(), 255])).toEqual({ type: 0, depth: 8 })
  expect(await type(() => [noise() >> 7, 0, 9, 255])).toEqual({ type: 3, depth: 1 })
  expect(await type(() => [noise() & 15, 3, 9, 200])).toEqual({ type: 3, depth: 4 })
  expect(stated(await write('grey', 200, 150, samples('two levels', count)))).toEqual({ type: 0, depth: 1 })
  expect(stated(await write('grey', 200, 150, samples('few levels', count)))).toEqual({ type: 0, depth: 2 })
})

test('faint pixels keep their colour', async () => {
  const file = await write('rgba', 2, 1, Uint8Array.of(200, 100, 50, 3, 1, 2, 3, 1))
  expect([...PNG.sync.read(file).data]).toEqual([200, 100, 50, 3, 1, 2, 3, 1])
})

test('the file says that it is sRGB and holds nothing but pixels', async () => {
  const file = await write('rgb', 640, 479, samples('noise', 640 * 479 * 3))
  const names: string[] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12)
    names.push(file.toString('latin1', at + 4, at + 8))
  expect([...new Set(names)]).toEqual(['IHDR', 'sRGB', 'IDAT', 'IEND'])
})

test('smooth pictures get smaller by filtering', async () => {
  const data = samples('smooth', 512 * 512 * 4)
  expect((await write('rgba', 512, 512, data)).length).toBeLessThan(data.length / 50)
})

test('where the browser has no CompressionStream the library compresses', async () => {
  const own = globalThis.CompressionStream
  Reflect.deleteProperty(globalThis, 'CompressionStream')
  try {
    const data = samples('noise', 640 * 479 * 4)
    expect(PNG.sync.read(await write('rgba', 640, 479, data)).data.equals(data)).toBe(true)
  } finally {
    globalThis.CompressionStream = own
  }
})

test('the checksum is the one of the standard and can be taken in parts', () => {
  const bytes = new TextEncoder().encode('123456789')
  expect(crc32(bytes)).toBe(0xcbf43926)
  expect(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4)))).toBe(0xcbf43926)
})

function expandedToRgba(data: Uint8Array, channels: 1 | 2 | 3 | 4): Uint8Array {
  const hasAlpha = channels === 2 || channels === 4
  return Uint8Array.from({ length: (data.length / channels) * 4 }, (_, index) => {
    const start = Math.floor(index / 4) * channels
    const channel = index % 4
    if (channel === 3) return hasAlpha ? (data[start + channels - 1] ?? 0) : 255
    return data[start + (channels <= 2 ? 0 : channel)] ?? 0
  })
}

test('the checksum is zlib’s at every length, whole or in parts', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 131 + (at >> 3)) & 255)
  for (let length = 0; length <= 40; length++)
    expect(crc32(bytes.subarray(0, length)), `${length} bytes`).toBe(zlibCrc32(bytes.subarray(0, length)))
  for (const cut of [1, 7, 8, 150, 299])
    expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes))
})
