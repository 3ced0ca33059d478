import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { jp2Layout, jp2Samples, readJp2 } from '#workers/decode/jp2/jp2Header.ts'

const bytesOf = (name: string) => new Bytes(Uint8Array.from(readFileSync(`tests/fixtures/kinds/${name}`)))

const eight = { bits: 8, isSigned: false, sampling: 'full' }

test.each([
  ['pillow-plain.jp2', { ...eight, components: 3 }],
  ['imagecodecs-grey.j2k', { ...eight, components: 1 }],
  ['ffmpeg-grey-alpha.jp2', { ...eight, components: 2 }],
  ['ffmpeg-alpha.jp2', { ...eight, components: 4 }],
  ['imagecodecs-alpha-16bit.jp2', { ...eight, components: 4, bits: 16 }],
  ['openjpeg-420.jp2', { ...eight, components: 3, sampling: 'coarse-colours' }],
  ['openjpeg-422.j2k', { ...eight, components: 3, sampling: 'coarse-colours' }],
  ['magick-coarse.jp2', { ...eight, components: 3, sampling: 'other' }],
])('the header of a JPEG 2000 file says which samples it has: %s', (name, samples) => {
  const bytes = bytesOf(name)
  expect(jp2Samples(bytes, jp2Layout(bytes)?.coded ?? -1)).toEqual(samples)
  if (samples.sampling !== 'other') expect(readJp2(bytes)?.size).toEqual(source.size)
})

test.each([
  ['pillow-alpha.jp2', 16, [0, 0, 0, 1]],
  ['pillow-multiplied-alpha.jp2', 16, [0, 0, 0, 2]],
  ['pillow-grey-alpha.jp2', 17, [0, 1]],
  ['openjpeg-420.jp2', 18, undefined],
  ['imagecodecs-cmyk.jp2', 12, undefined],
])('its boxes say what colours and channels mean: %s', (name, colours, channels) => {
  const layout = jp2Layout(bytesOf(name))
  expect(layout?.colours).toBe(colours)
  expect(layout?.channels).toEqual(channels)
})
