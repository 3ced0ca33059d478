import jpeg from 'jpeg-js'
import { expect, test } from 'vitest'
import { imageKind } from '#core/imageKind.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { readJpeg } from '#workers/decode/jpegHeader.ts'
import { rawPreview } from '#workers/decode/raw/rawPreview.ts'

const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0))

/** A little-endian TIFF whose first directory has these tags. */
function tiff(tags: [tag: number, value: number][]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + 2 + tags.length * 12 + 4)
  const view = new DataView(bytes.buffer)
  bytes.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, tags.length, 0])
  for (const [index, [tag, value]] of tags.entries()) {
    const at = 10 + index * 12
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, 3, true)
    view.setUint32(at + 4, 1, true)
    view.setUint16(at + 8, value, true)
  }
  return bytes
}

test.each([
  ['CR3', text('\0\0\0\x18ftypcrx \0\0\0\x01crx isom')],
  ['CR2', text('II*\0\x10\0\0\0CR\x02\0\0\0\0\0')],
  ['RAF', text('FUJIFILMCCD-RAW 0201')],
  ['ORF', text('IIRO\x08\0\0\0')],
  ['RW2', text('IIU\0\x18\0\0\0')],
  ['X3F', text('FOVb\0\0\x02\0')],
  [
    'NEF',
    tiff([
      [0x10f, 1],
      [0x14a, 1],
    ]),
  ],
  [
    'ARW',
    tiff([
      [0x103, 32767],
      [0x10f, 1],
    ]),
  ],
  [
    'DNG',
    tiff([
      [0x100, 9],
      [0xc612, 1],
    ]),
  ],
])('%s is known by its content', (_, head) => {
  expect(imageKind(head)).toBe('raw')
})

test('a plain TIFF, also one from a camera’s program, is none', () => {
  expect(
    imageKind(
      tiff([
        [0x100, 9],
        [0x103, 5],
        [0x10f, 1],
      ]),
    ),
  ).toBe('tiff')
})

/** A JPEG file of noise, so that it has some weight. */
function picture(width: number, height: number): Uint8Array {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, index) => (index * 2654435761) >>> 24)
  return jpeg.encode({ width, height, data }, 50).data
}

test('the largest picture that a camera put into its raw file is found, turned as the file says', async () => {
  const sensor = [0xff, 0xd8, 0xff, 0xc3, 0, 11, 14, 0x20, 0, 0x20, 0, 1, 1, 0x11, 0]
  const parts = [
    tiff([
      [0x10f, 1],
      [0x112, 6],
      [0x14a, 1],
    ]),
    picture(160, 120),
    Uint8Array.from(sensor),
    picture(800, 600),
  ]
  const preview = await rawPreview(new Blob([...parts.map((part) => Uint8Array.from(part)), new Uint8Array(5000)]))
  const bytes = new Bytes(new Uint8Array((await preview?.arrayBuffer()) ?? []))
  expect(readJpeg(bytes)).toMatchObject({ size: { width: 800, height: 600 }, orientation: 6 })
  expect([...bytes.data.subarray(-2)]).toEqual([0xff, 0xd9])
})

test('thumbnails, and pictures that are not whole, are of no use', async () => {
  const whole = Uint8Array.from(picture(800, 600))
  expect(await rawPreview(new Blob([tiff([[0xc612, 1]]), Uint8Array.from(picture(160, 120))]))).toBeUndefined()
  expect(await rawPreview(new Blob([tiff([[0xc612, 1]]), whole.subarray(0, whole.length - 500)]))).toBeUndefined()
})
