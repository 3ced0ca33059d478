import { expect, test } from 'vitest'
import { type Outcome, success } from '#core/outcome.ts'
import type { WrittenFile } from '#core/write.ts'
import { encodeWithin } from '#workers/encode/encodeWithin.ts'

/** A writer whose files have as many bytes as the test says. */
function writer(bytesOf: (quality: number, scale: number) => number) {
  const tries: [number, number][] = []
  const attempt = async (quality: number, scale: number): Promise<Outcome<WrittenFile>> => {
    tries.push([quality, scale])
    const size = { width: Math.round(1000 * scale), height: Math.round(500 * scale) }
    return success({ blob: new Blob([new Uint8Array(Math.round(bytesOf(quality, scale)))]), size })
  }
  return { tries, attempt }
}

const jpeg = { format: 'jpeg', isLossless: false, quality: 95 } as const
const png = { format: 'png', isLossless: false, quality: 95 } as const
const like = (quality: number, scale: number) => 40_000 * Math.exp(quality / 25) * scale ** 1.8

test('a file that is small enough is written once', async () => {
  const { tries, attempt } = writer(like)
  const written = await encodeWithin(jpeg, 5_000_000, attempt)
  expect(tries).toEqual([[95, 1]])
  expect(written).toMatchObject({ ok: true })
  expect(written.ok && written.value.quality).toBeUndefined()
})

test.each([1_500_000, 700_000, 300_000, 120_000])(
  'of %i bytes the file is as large as it may be, by quality',
  async (most) => {
    const { tries, attempt } = writer(like)
    const written = await encodeWithin(jpeg, most, attempt)
    if (!written.ok) throw new Error(written.reason)
    const { quality = 0, blob, size } = written.value
    expect(size.width).toBe(1000)
    expect(blob.size).toBeLessThanOrEqual(most)
    // One step of quality more, or a step of the search, would be too much.
    expect(Math.min(like(quality + 1, 1), blob.size / 0.94)).toBeGreaterThan(
      0.99 * Math.min(most, like(quality + 1, 1)),
    )
    expect(tries.length).toBeLessThanOrEqual(9)
  },
)

test('where the least quality is too much, pixels are given up as well', async () => {
  const { attempt } = writer(like)
  const written = await encodeWithin(jpeg, 30_000, attempt)
  if (!written.ok) throw new Error(written.reason)
  expect(written.value.blob.size).toBeLessThanOrEqual(30_000)
  expect(written.value.blob.size).toBeGreaterThan(24_000)
  expect(written.value.size.width).toBeLessThan(1000)
  expect(written.value.quality).toBe(50)
})

test.each([0.6, 1, 1.8, 2.2])(
  'what has no quality gives up pixels (bytes as the power %d of the side)',
  async (power) => {
    const { tries, attempt } = writer((_, scale) => 2000 + 900_000 * scale ** power)
    for (const most of [800_000, 250_000, 90_000]) {
      const written = await encodeWithin(png, most, attempt)
      if (!written.ok) throw new Error(written.reason)
      expect(written.value.quality).toBeUndefined()
      expect(written.value.blob.size).toBeLessThanOrEqual(most)
      expect(written.value.blob.size).toBeGreaterThan(most * 0.85)
    }
    expect(tries.every(([quality]) => quality === 95)).toBe(true)
    expect(tries.length).toBeLessThanOrEqual(27)
  },
)

test('what cannot be met is said, with the least that was reached', async () => {
  const { attempt } = writer(() => 70_000)
  expect(await encodeWithin(png, 1000, attempt)).toEqual({
    ok: false,
    reason: 'cannot-be-so-small',
    detail: '70000 bytes',
  })
  expect(await encodeWithin(jpeg, 1000, attempt)).toMatchObject({ reason: 'cannot-be-so-small', detail: '70000 bytes' })
})
