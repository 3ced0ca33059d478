import { decode, encode as png } from 'fast-png'
import { expect, test } from 'vitest'
import { type EdgeSettings, initialEdges } from '#core/edges.ts'
import { type FileSettings, initialFileSettings } from '#core/settings.ts'
import { pngPixels } from '#workers/decode/png/pngPixels.ts'
import { packMask } from '#workers/encode/packMask.ts'
import { encode } from '#workers/matting/write.ts'
import { alpha16, noFineStep } from '#workers/pixels/fineAlpha.ts'
import { joinedAlpha } from '#workers/pixels/joinedAlpha.ts'

const [width, height] = [300, 20]
const size = { width, height }

/** Steps that are far finer than those of 8 bits. */
const colourAt = (x: number, channel: number) => 20_000 + 9000 * channel + 13 * x
const alphaAt = (x: number) => 20_000 + 17 * x

function photo(alpha: (x: number) => number, depth: 8 | 16 = 16): Blob {
  const samples = new Uint16Array(width * height * 4)
  for (let at = 0; at < samples.length; at += 1) {
    const x = Math.floor(at / 4) % width
    samples[at] = at % 4 === 3 ? alpha(x) : colourAt(x, at % 4)
  }
  const data = depth === 16 ? samples : Uint8Array.from(samples, (sample) => sample / 257)
  return new Blob([Uint8Array.from(png({ width, height, data, channels: 4, depth }))])
}

interface Wish {
  file: Blob
  mask: (x: number) => number
  fine?: (x: number) => number
  edges?: Partial<EdgeSettings>
  settings?: Partial<FileSettings>
}

const rowsOf = (of: (x: number) => number) => Uint8Array.from({ length: width * height }, (_, at) => of(at % width))

async function fileOf({ file, mask, fine, edges, settings }: Wish): Promise<Uint8Array<ArrayBuffer>> {
  const outcome = await encode(
    {
      file,
      mask: await packMask(rowsOf(mask), size, fine === undefined ? undefined : rowsOf(fine)),
      edges: { ...initialEdges, cleanColours: false, ...edges },
      settings: { ...initialFileSettings, ...settings },
    },
    () => {},
  )
  if (!outcome.ok) throw new Error(`${outcome.reason} ${outcome.detail ?? ''}`)
  return new Uint8Array(await outcome.value.blob.arrayBuffer())
}

const written = async (wish: Wish) => decode(await fileOf(wish))

/** One channel of the first row. */
const channelOf = ({ data, channels }: { data: ArrayLike<number>; channels: number }, channel: number) =>
  Array.from({ length: width }, (_, x) => data[x * channels + channel] ?? -1)
const along = (of: (x: number) => number) => Array.from({ length: width }, (_, x) => of(x))

test('a photo of 16 bits gives a cutout of 16 bits: its colours and its alpha as they stand in it', async () => {
  const cutout = await written({ file: photo(alphaAt), mask: () => 255, edges: { existingAlpha: 'multiply' } })
  expect([cutout.depth, cutout.channels]).toEqual([16, 4])
  for (const channel of [0, 1, 2]) expect(channelOf(cutout, channel)).toEqual(along((x) => colourAt(x, channel)))
  expect(channelOf(cutout, 3)).toEqual(along(alphaAt))
  // Rounded to 8 bits there would be one for every fifteen of them.
  expect(new Set(channelOf(cutout, 3)).size).toBe(width)
})

test('the mask’s own fine steps reach the file, and nothing of what was cut away', async () => {
  const mask = (x: number) => Math.min(255, Math.max(0, x - 20))
  const fine = (x: number) => noFineStep + (x % 90)
  const cutout = await written({ file: photo(() => 65_535), mask, fine })
  const expected = along((x) => (mask(x) % 255 === 0 ? mask(x) * 257 : alpha16(mask(x), fine(x))))
  expect(channelOf(cutout, 3)).toEqual(expected)
  expect(channelOf(cutout, 0)).toEqual(along((x) => (mask(x) === 0 ? 0 : colourAt(x, 0))))
})

test('the photo’s alpha and the mask join before either is rounded', async () => {
  const mask = (x: number) => 40 + (x % 200)
  const fine = (x: number) => noFineStep - (x % 70)
  const cutout = await written({ file: photo(alphaAt), mask, fine, edges: { existingAlpha: 'multiply' } })
  const joined = along((x) => Math.round((alphaAt(x) * alpha16(mask(x), fine(x))) / 65_535))
  expect(channelOf(cutout, 3)).toEqual(joined)
  const rounded = along((x) => joinedAlpha(Math.round(alphaAt(x) / 257), mask(x)) * 257)
  expect(joined.filter((alpha, x) => Math.abs(alpha - (rounded[x] ?? 0)) > 64).length).toBeGreaterThan(width / 4)
})

test('a mask alone of 16 bits joins the photo’s alpha likewise', async () => {
  const mask = (x: number) => 40 + (x % 200)
  const fine = (x: number) => noFineStep + (x % 70)
  const settings = { content: 'mask', maskDepth: 16 } as const
  const wish = { file: photo(alphaAt), mask, fine, settings }
  const joined = await written({ ...wish, edges: { existingAlpha: 'multiply' } })
  expect([joined.depth, joined.channels]).toEqual([16, 1])
  expect(channelOf(joined, 0)).toEqual(along((x) => Math.round((alphaAt(x) * alpha16(mask(x), fine(x))) / 65_535)))
  const own = await written({ ...wish, file: photo(() => 65_535) })
  expect(channelOf(own, 0)).toEqual(along((x) => alpha16(mask(x), fine(x))))
})

test('the photo’s alpha alone, or none of it, is kept in 16 bits likewise', async () => {
  const kept = await written({ file: photo(alphaAt), mask: () => 90, edges: { existingAlpha: 'keep' } })
  expect(channelOf(kept, 3)).toEqual(along(alphaAt))
  const ignored = await written({ file: photo(alphaAt), mask: () => 90, edges: { existingAlpha: 'ignore' } })
  expect(channelOf(ignored, 3)).toEqual(along(() => 90 * 257))
})

test('cleaned colours move by as much as those of 8 bits do, and keep their fine steps', async () => {
  const mask = (x: number) => Math.round(Math.min(1, Math.max(0, (x - 100) / 60)) * 255)
  const wish = { mask, edges: { cleanColours: true } }
  const deep = channelOf(await written({ ...wish, file: photo(() => 65_535) }), 0)
  const plain = pngPixels(await fileOf({ ...wish, file: photo(() => 65_535, 8) }))
  for (const [x, value] of deep.entries())
    expect(Math.abs(value / 257 - ((plain?.pixels[x] ?? 0) & 255))).toBeLessThanOrEqual(2)
  const own = along((x) => colourAt(x, 0))
  expect(deep.slice(100, 160)).not.toEqual(own.slice(100, 160))
  expect(deep.slice(170)).toEqual(own.slice(170))
})

test('an opaque picture of 16 bits has no alpha channel, and what was changed in size or limited has 8 bits', async () => {
  const wish = { file: photo(() => 65_535), mask: () => 255 }
  expect(await written(wish)).toMatchObject({ depth: 16, channels: 3 })
  expect(await written({ ...wish, settings: { size: { kind: 'percent', percent: 50 } } })).toMatchObject({ depth: 8 })
  expect(await written({ ...wish, settings: { mostKilobytes: 500 } })).toMatchObject({ depth: 8 })
  const onColour = { backdrop: { kind: 'colour', colour: '#ff0000' } } as const
  expect(await written({ ...wish, settings: onColour })).toMatchObject({ depth: 8 })
})
