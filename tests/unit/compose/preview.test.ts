import { expect, test } from 'vitest'
import type { Composition } from '#core/composition.ts'
import type { Size } from '#core/geometry.ts'
import { compose } from '#workers/compose/compose.ts'
import { composePreview } from '#workers/compose/preview.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { reduced } from '#workers/pixels/resize/reduce.ts'

const photo: Size = { width: 600, height: 400 }

/** A subject whose colours run from side to side, at a size that both its photo and its reduced copy divide evenly. */
function subject(): FinishedCutout {
  const alpha = new Uint8Array(photo.width * photo.height)
  const pixels = new Uint8ClampedArray(alpha.length * 4)
  for (let index = 0; index < alpha.length; index += 1) {
    const [x, y] = [index % photo.width, Math.floor(index / photo.width)]
    alpha[index] = x >= 200 && x < 400 && y >= 80 && y < 360 ? 255 : 0
    pixels.set([x / 3, y / 2, 120, alpha[index] ?? 0], index * 4)
  }
  return { size: photo, colourSpace: 'srgb', pixels, alpha }
}

function small({ size, pixels, colourSpace }: FinishedCutout): FinishedCutout {
  const half = { width: size.width / 2, height: size.height / 2 }
  const data = reduced({ size, pixels }, half)
  const alpha = Uint8Array.from({ length: data.length / 4 }, (_, index) => data[index * 4 + 3] ?? 0)
  return { size: half, colourSpace, pixels: data, alpha }
}

const px = (value: number) => ({ value, unit: 'px' as const })
const transparent = { isSemitransparent: true, backdrop: { kind: 'transparent' } } as const

test.each<[string, Partial<Composition>]>([
  ['nothing', {}],
  ['a crop with margins in pixels', { crop: { left: px(40), top: px(20), right: px(40), bottom: px(100) } }],
  ['a size', { canvas: { kind: 'size', width: 500, height: 500 }, scalePercent: 80, position: at(50, 100) }],
  ['proportions', { canvas: { kind: 'aspect', across: 4, down: 5 }, scalePercent: 70, position: at(0, 50) }],
  ['a subject moved by hand', { centre: at(30, 60) }],
  ['a subject sized and turned', { centre: at(40, 50), scalePercent: 60, turn: turned(30) }],
  ['a subject turned where it stands', { canvas: { kind: 'size', width: 500, height: 500 }, turn: turned(-20) }],
  ['a photo as it is on proportions', { canvas: { kind: 'aspect', across: 1, down: 1 } }],
])('a preview of %s is the file, reduced', (_, change) => {
  const composition: Composition = { ...transparent, ...change }
  const file = compose(subject(), composition, { layers: false }).cutout
  const given = small(subject())
  const before = given.pixels.slice()
  const { picture, size } = composePreview(given, photo, composition, (file.size.width * file.size.height) / 4)
  expect(size).toEqual(file.size)
  expect(Buffer.from(given.pixels).equals(Buffer.from(before))).toBe(true)
  const wanted = reduced(file, picture.size)
  expect(mean(picture.pixels, wanted)).toBeLessThan(1.5)
})

test('says where the subject stands on the canvas, before and after its turn', () => {
  const canvas = { kind: 'size', width: 1000, height: 1000 } as const
  const composition: Composition = { ...transparent, canvas, centre: at(50, 50), scalePercent: 56, turn: turned(90) }
  const { subject: seen } = composePreview(small(subject()), photo, composition, 100_000)
  expect(seen).toEqual({
    place: { x: 300, y: 220, width: 400, height: 560 },
    box: { x: 220, y: 300, width: 560, height: 400 },
  })
})

test('goes by bounds that were measured in the photo', () => {
  const composition: Composition = { ...transparent, centre: at(50, 50) }
  const measured = { x: 201, y: 81, width: 197, height: 277 }
  const { subject: seen } = composePreview(small(subject()), photo, composition, 100_000, { layers: false }, measured)
  const place = { x: 202, y: 62, width: 197, height: 277 }
  expect(seen).toEqual({ place, box: place })
})

function turned(degrees: number) {
  return { degrees, isFlippedAcross: false, isFlippedDown: false }
}

function at(xPercent: number, yPercent: number) {
  return { xPercent, yPercent }
}

/** How far the two differ on average, of 255. */
function mean(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  expect(one.length).toBe(other.length)
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length
}
