import sharp from 'sharp'
import { expect, test } from 'vitest'
import { converter } from '#workers/colour/convert.ts'
import { displayP3Profile } from '#workers/colour/displayP3Profile.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { profileGamut } from '#workers/decode/iccGamut.ts'
import { encodePng } from '#workers/encode/png/png.ts'

const profile = displayP3Profile()

test('our own profile is known as Display P3 again', () => {
  expect(profileGamut(new Bytes(profile), 0, profile.length)).toBe('display-p3')
})

test('the columns of the profile are the published ones of Display P3', () => {
  // From the CSS Color 4 sample code, adapted to D50; ICC profiles state them to 4 or 5 places.
  const published = { rXYZ: [0.5151, 0.2412, -0.0011], gXYZ: [0.292, 0.6922, 0.0419], bXYZ: [0.1571, 0.0666, 0.7841] }
  const view = new DataView(profile.buffer)
  for (const [name, expected] of Object.entries(published)) {
    const entry = [...Array(view.getUint32(128)).keys()].map((index) => 132 + index * 12)
    const at = entry.find((place) => String.fromCharCode(...profile.subarray(place, place + 4)) === name) ?? 0
    const data = view.getUint32(at + 4)
    for (const [row, value] of expected.entries())
      expect(view.getInt32(data + 8 + row * 4) / 65536).toBeCloseTo(value, 3)
  }
})

/** A PNG of one row of these colours in Display P3. */
async function p3File(colours: number[][]): Promise<Buffer> {
  const writeRow = (_: number, row: Uint8Array) => row.set(colours.flat())
  const size = { width: colours.length, height: 1 }
  return Buffer.from(
    await (await encodePng({ size, colour: 'rgb', writeRow }, { colourSpace: 'display-p3' })).arrayBuffer(),
  )
}

const inside = [
  [200, 100, 50],
  [30, 90, 160],
  [128, 128, 128],
  [250, 240, 235],
]

test('an independent program turns our Display P3 file into the sRGB that we compute', async () => {
  const file = await p3File(inside)
  const { data } = await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const toSrgb = converter('display-p3', 'srgb')
  for (const [index, colour] of inside.entries()) {
    const [red = 0, green = 0, blue = 0] = colour
    for (const [channel, value] of toSrgb([red, green, blue]).entries())
      expect(Math.abs((data[index * 3 + channel] ?? 0) - value)).toBeLessThanOrEqual(1)
  }
})

test('there and back leaves a colour nearly as it was', () => {
  const [there, back] = [converter('srgb', 'display-p3'), converter('display-p3', 'srgb')]
  for (let value = 0; value < 256; value += 5) {
    const colour = [value, 255 - value, (value * 3) % 256] as const
    // Compared as light: the curve is steep near black, where the rounding of a bright channel counts for several steps of a dark one.
    for (const [channel, was] of colour.entries())
      expect(Math.abs(light(back(there(colour))[channel] ?? 0) - light(was))).toBeLessThan(0.01)
  }
})

/** A value of sRGB, 0 to 255, as light, 0 to 1 (IEC 61966-2-1). */
function light(value: number): number {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

test('the file carries the profile for every program', async () => {
  const { icc, channels } = await sharp(await p3File(inside)).metadata()
  expect(icc?.equals(Buffer.from(profile))).toBe(true)
  expect(channels).toBe(3)
})
