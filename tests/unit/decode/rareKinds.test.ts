import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { imageKind, kindBytes } from '#core/imageKind.ts'
import { source } from '#tests/fixtures/kinds/source.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import { readHeader } from '#workers/decode/header.ts'
import { unpackBits } from '#workers/decode/packBits.ts'
import { decodeRare, isRare } from '#workers/decode/rareKinds.ts'
import { unpackLzw } from '#workers/decode/tiff/lzw.ts'

const folder = 'tests/fixtures/kinds'
/** Those that need a browser, for JPEG or a profile, are in tests/browser. */
const files = readdirSync(folder).filter(
  (name) => /\.(?:tif|ps[db]|ico|cur)$/.test(name) && !/jpeg|adobe|prophoto|linear|profile/.test(name),
)

const bytesOf = (name: string) => Uint8Array.from(readFileSync(join(folder, name)))

async function decoded(file: Uint8Array<ArrayBuffer>) {
  const kind = imageKind(file.subarray(0, kindBytes))
  if (kind === undefined || kind === 'svg' || kind === 'raw' || kind === 'other' || !isRare(kind)) return undefined
  const reading = readHeader(kind, file, true)
  // What is within the limits but large only takes time here.
  if (reading.status !== 'read' || reading.header.size.width * reading.header.size.height > 1e6) return undefined
  return await decodeRare(file, kind, reading.header)
}

describe.each(files)('%s', (name) => {
  test('cut off, what is there is opened, or a reason is given', async () => {
    const file = bytesOf(name)
    for (let share = 0.02; share < 1; share += 0.07) {
      const outcome = await decoded(file.slice(0, file.length * share))
      if (outcome?.ok === true) expect(outcome.value.pixels.length).toBe(source.size.width * source.size.height * 4)
      else if (outcome !== undefined) expect(outcome.reason).toMatch(/^(?:damaged|tiff|unsupported-image)$/)
    }
  })

  test('no change of bytes makes it throw or hang', async () => {
    const random = seededRandom(5)
    const file = bytesOf(name)
    const started = performance.now()
    for (let round = 0; round < 150; round += 1) {
      const changed = file.slice(0, 20 + random() * file.length)
      for (let at = 0; at < 8; at += 1) changed[4 + random() * changed.length] = random() * 256
      // No memory for what the bytes now ask is an expected end; everything else that is thrown is not.
      const end = await decoded(changed).catch((error: unknown) => error)
      if (end instanceof Error) expect(end).toBeInstanceOf(RangeError)
    }
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

test('LZW stops at the length that is wanted and at codes that make no sense', () => {
  // Nine bits each: clear, 65, 258 (what is only now being written), 258, the end.
  const codes = [256, 65, 258, 258, 257]
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('')
  const packed = Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (part) => Number.parseInt(part.padEnd(8, '0'), 2))
  expect([...unpackLzw(packed, 100)]).toEqual([65, 65, 65, 65, 65])
  expect([...unpackLzw(packed, 2)]).toEqual([65, 65])
  expect(unpackLzw(Uint8Array.of(0xff, 0xff, 0xff), 100).length).toBe(0)
})

test('run lengths stop at the length that is wanted and at the end of the bytes', () => {
  const packed = Uint8Array.of(254, 7, 128, 1, 8, 9, 200, 1)
  expect([...unpackBits(packed, 5)]).toEqual([7, 7, 7, 8, 9])
  expect([...unpackBits(packed.subarray(0, 5), 50)]).toEqual([7, 7, 7, 8])
  expect(unpackBits(packed, 1000).length).toBe(5 + 57)
})
