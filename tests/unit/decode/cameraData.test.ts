import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readHeader } from '#workers/decode/header.ts'

const told = {
  IFD0: { Make: 'Fieldcam', Model: 'F-100', Artist: 'Jane Doe', Copyright: 'Jane Doe 2024', Software: 'SecretEditor' },
  IFD2: {
    ExposureTime: '1/250',
    FNumber: '28/10',
    DateTimeOriginal: '2024:05:06 07:08:09',
    LensModel: 'F 50mm',
    BodySerialNumber: 'SN-12345',
    CameraOwnerName: 'Jane Doe',
    UserComment: 'my house',
  },
  IFD3: {
    GPSLatitude: '52/1 31/1 12/1',
    GPSLatitudeRef: 'N',
    GPSLongitude: '13/1 24/1 36/1',
    GPSDateStamp: '2024:05:06',
  },
}

async function cameraOf(kind: 'jpeg' | 'png' | 'webp'): Promise<Uint8Array | undefined> {
  const file = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#808080' } })
    .withExif(told)
    .toFormat(kind)
    .toBuffer()
  // The fixture says what must not get through.
  expect(file.toString('latin1')).toContain('Jane Doe')
  const reading = readHeader(kind, Uint8Array.from(file), true)
  if (reading.status !== 'read') throw new Error(reading.status)
  return reading.header.camera
}

/** Tags of the first directory and of the one it points to, by independent reading. */
function tagsOf(data: Uint8Array): number[] {
  const view = new DataView(data.buffer, data.byteOffset)
  const little = view.getUint16(0) === 0x4949
  const directory = (at: number): number[] =>
    Array.from({ length: view.getUint16(at, little) }, (_, index) => at + 2 + index * 12).flatMap((entry) => {
      const tag = view.getUint16(entry, little)
      return tag === 0x8769 ? [tag, ...directory(view.getUint32(entry + 8, little))] : [tag]
    })
  return directory(view.getUint32(4, little))
}

test.each(['jpeg', 'png', 'webp'] as const)(
  'of the camera data of a %s file only the harmless part is kept',
  async (kind) => {
    const camera = await cameraOf(kind)
    if (camera === undefined) throw new Error('nothing was kept')
    const text = Buffer.from(camera).toString('latin1')
    for (const harmless of ['Fieldcam', 'F-100', '2024:05:06 07:08:09', 'F 50mm']) expect(text).toContain(harmless)
    for (const secret of ['Jane', 'SN-12345', 'house', 'Secret']) expect(text).not.toContain(secret)
    const tags = tagsOf(camera)
    expect(tags).toEqual(expect.arrayContaining([0x010f, 0x0110, 0x0112, 0x8769, 0x829a, 0x829d, 0x9003, 0xa434]))
    // The place, maker notes, owner and serial numbers.
    for (const secret of [0x8825, 0x927c, 0xa430, 0xa431, 0xa435, 0x013b, 0x8298]) expect(tags).not.toContain(secret)
  },
)

test('an independent program reads what is kept', async () => {
  const camera = await cameraOf('jpeg')
  const jpeg = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer()
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(camera ?? [])])
  const head = Buffer.from([0xff, 0xe1, (segment.length + 2) >> 8, (segment.length + 2) & 255])
  const metadata = await sharp(Buffer.concat([jpeg.subarray(0, 2), head, segment, jpeg.subarray(2)])).metadata()
  expect(metadata.orientation).toBe(1)
})

test('damaged camera data is no harm', async () => {
  const file = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#808080' } })
    .withExif(told)
    .jpeg()
    .toBuffer()
  const start = file.indexOf('Exif\0\0') + 6
  for (let at = start; at < start + 400; at += 1) {
    for (const value of [0, 0x7f, 0xff]) {
      const broken = Uint8Array.from(file)
      broken[at] = value
      const reading = readHeader('jpeg', broken, true)
      const kept = reading.status === 'read' ? Buffer.from(reading.header.camera ?? []).toString('latin1') : ''
      expect(kept.length).toBeLessThan(2000)
    }
  }
})
