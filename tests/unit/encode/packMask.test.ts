import { expect, test } from 'vitest'
import { packMask, unpackMask } from '#workers/encode/packMask.ts'

const size = { width: 1501, height: 1003 }

function discMask(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size.width * size.height }, (_, index) => {
    const distance = Math.hypot((index % size.width) - 750, Math.floor(index / size.width) - 500)
    return Math.max(0, Math.min(255, (400 - distance) * 20))
  })
}

test('a mask comes back as it was and takes little room', async () => {
  const alpha = discMask()
  const mask = await packMask(alpha, size)
  expect(mask.size).toEqual(size)
  expect(mask.packed.size).toBeLessThan(alpha.length / 40)
  expect(Buffer.from(await unpackMask(mask)).equals(alpha)).toBe(true)
})

test('without compression streams the library packs and unpacks', async () => {
  const alpha = discMask()
  const { CompressionStream: compression, DecompressionStream: decompression } = globalThis
  Reflect.deleteProperty(globalThis, 'CompressionStream')
  const mask = await packMask(alpha, size)
  globalThis.CompressionStream = compression
  Reflect.deleteProperty(globalThis, 'DecompressionStream')
  const unpacked = await unpackMask(mask)
  globalThis.DecompressionStream = decompression
  expect(Buffer.from(unpacked).equals(alpha)).toBe(true)
  expect(Buffer.from(await unpackMask(mask)).equals(alpha)).toBe(true)
})

test('a mask that is cut short, changed or of another size is refused', async () => {
  const mask = await packMask(discMask(), size)
  const { packed } = mask
  await expect(unpackMask({ size, packed: packed.slice(0, packed.size - 20) })).rejects.toThrow()
  await expect(unpackMask({ size, packed: new Blob([Uint8Array.of(1, 2, 3, 4), packed.slice(4)]) })).rejects.toThrow(
    'damaged',
  )
  await expect(unpackMask({ size: { width: 1501, height: 1002 }, packed })).rejects.toThrow('larger')
  await expect(unpackMask({ size: { width: 1501, height: 1004 }, packed })).rejects.toThrow('smaller')
  await expect(packMask(new Uint8Array(5), { width: 2, height: 2 })).rejects.toThrow('one byte for each pixel')
})
