import { expect, test } from 'vitest'
import { writtenSize } from '#core/writtenSize.ts'
import { kilobytesSchema, wantedSizeSchema } from '#core/writtenSizeSchema.ts'

const picture = { width: 4000, height: 3001 }

test('a size is full, a share, a longest side, or a multiple, in whole pixels', () => {
  expect(writtenSize(picture, { kind: 'full' })).toEqual(picture)
  expect(writtenSize(picture, { kind: 'percent', percent: 50 })).toEqual({ width: 2000, height: 1501 })
  expect(writtenSize(picture, { kind: 'longest', pixels: 1600 })).toEqual({ width: 1600, height: 1200 })
  expect(writtenSize({ width: 30, height: 90 }, { kind: 'longest', pixels: 45 })).toEqual({ width: 15, height: 45 })
  expect(writtenSize({ width: 30, height: 91 }, { kind: 'enlarged', times: 4 })).toEqual({ width: 120, height: 364 })
})

test('the sizes of a set are exact multiples of the first', () => {
  const wanted = { kind: 'percent', percent: 33 } as const
  const { width, height } = writtenSize({ width: 101, height: 77 }, wanted)
  expect(writtenSize({ width: 101, height: 77 }, wanted, 3)).toEqual({ width: width * 3, height: height * 3 })
})

test('a longest side enlarges nothing, and no side is lost', () => {
  expect(writtenSize(picture, { kind: 'longest', pixels: 9000 })).toEqual(picture)
  expect(writtenSize({ width: 2000, height: 3 }, { kind: 'percent', percent: 1 })).toEqual({ width: 20, height: 1 })
})

test('what is kept on the device is taken only where it means something', () => {
  expect(wantedSizeSchema.safeParse({ kind: 'percent', percent: 40 }).success).toBe(true)
  for (const wrong of [
    { kind: 'percent', percent: 0 },
    { kind: 'longest', pixels: 1.5 },
    { kind: 'enlarged', times: 3 },
  ])
    expect(wantedSizeSchema.safeParse(wrong).success).toBe(false)
  expect([0, 300, -1, 1e9].map((value) => kilobytesSchema.safeParse(value).success)).toEqual([true, true, false, false])
})
