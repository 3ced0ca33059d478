import { zipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { blackEdges } from '#tools/engines/blackEdges.ts'
import { difference, exact, ofNetworks } from '#tools/engines/sameFile.ts'

async function png(pixels: readonly number[], level = 6): Promise<Uint8Array> {
  const raw = { width: pixels.length / 4, height: 1, channels: 4 } as const
  return new Uint8Array(await sharp(Uint8Array.from(pixels), { raw }).png({ compressionLevel: level }).toBuffer())
}

const pixels = Array.from({ length: 400 }, (_, at) => (at % 4 === 3 ? 200 : (at * 7) % 256))
const changed = pixels.with(41, (pixels[41] ?? 0) ^ 2)

test('files are the same byte for byte, or pixel for pixel where they are packed in another way', async () => {
  const file = await png(pixels)
  expect(await difference(file, file)).toBeUndefined()
  expect(await difference(await png(pixels, 0), file)).toMatch(/not the same/)
  expect(await difference(await png(pixels, 0), file, exact)).toBeUndefined()
})

test('one changed value is found, unless the tolerance allows it or nobody sees it', async () => {
  expect(await difference(await png(changed), await png(pixels), exact)).toMatch(/by 2 at most/)
  expect(await difference(await png(changed), await png(pixels), ofNetworks)).toBeUndefined()
  const unseen = (values: readonly number[]) => png(values.with(43, 0))
  expect(await difference(await unseen(changed), await unseen(pixels), exact)).toBeUndefined()
})

test('archives are compared entry by entry', async () => {
  const zip = async (values: readonly number[], name: string) => zipSync({ [name]: await png(values) })
  expect(await difference(await zip(pixels, 'a.png'), await zip(pixels, 'a.png'), exact)).toBeUndefined()
  expect(await difference(await zip(changed, 'a.png'), await zip(pixels, 'a.png'), exact)).toMatch(/a\.png: differs/)
  expect(await difference(await zip(pixels, 'b.png'), await zip(pixels, 'a.png'), exact)).toMatch(/other entries/)
})

test('black soft pixels are counted', async () => {
  expect(await blackEdges(await png([0, 0, 0, 100, 0, 0, 0, 255, 9, 0, 0, 100, 0, 0, 0, 0]))).toBe(1)
})
