import { decode as decodeFastPng } from 'fast-png'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { crc32 } from '#workers/pixels/crc32.ts'
import { encodePng } from '#workers/pixels/png.ts'
import { channelsOf, type RowSource } from '#workers/pixels/rows.ts'

/** Numbers that look random and are the same in every run. */
function* randomBytes(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state >>> 24
  }
}

function samples(kind: 'noise' | 'smooth' | 'flat', count: number): Uint8Array {
  const random = randomBytes(count)
  const next = (index: number): number =>
    kind === 'noise' ? random.next().value : kind === 'smooth' ? (index * 7) >> 5 : 77
  return Uint8Array.from({ length: count }, (_, index) => next(index))
}

async function write(colour: RowSource['colour'], width: number, height: number, data: Uint8Array): Promise<Buffer> {
  const rowBytes = width * channelsOf[colour]
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

test.each(['noise', 'smooth', 'flat'] as const)(
  '%s pixels come back bit for bit from two independent decoders',
  async (kind) => {
    for (const colour of ['grey', 'rgb', 'rgba'] as const) {
      for (const [width, height] of sizes) {
        const data = samples(kind, width * height * channelsOf[colour])
        const file = await write(colour, width, height, data)
        const decoded = decodeFastPng(file, { checkCrc: true })
        expect([decoded.width, decoded.height, decoded.channels, decoded.depth]).toEqual([
          width,
          height,
          channelsOf[colour],
          8,
        ])
        expect(Buffer.from(decoded.data.buffer).equals(data)).toBe(true)
        const rgba = PNG.sync.read(file, { checkCRC: true }).data
        expect(Buffer.from(expandedToRgba(data, channelsOf[colour])).equals(rgba)).toBe(true)
      }
    }
  },
)

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

function expandedToRgba(data: Uint8Array, channels: 1 | 3 | 4): Uint8Array {
  return Uint8Array.from({ length: (data.length / channels) * 4 }, (_, index) => {
    const start = Math.floor(index / 4) * channels
    const channel = index % 4
    if (channel === 3) return channels === 4 ? (data[start + 3] ?? 0) : 255
    return data[start + (channels === 1 ? 0 : channel)] ?? 0
  })
}
