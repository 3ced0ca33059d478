import { expect, test } from 'vitest'
import { nanoSide } from '#core/nano.ts'
import { success } from '#core/outcome.ts'
import { runCloser, shownOf } from '#workers/matting/nano/closer.ts'
import { seeSubject } from '#workers/matting/nano/seeSubject.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'

/** A grey photo with a red disc. */
function photoOf(centre: number, radius: number): RgbaPixels {
  const [width, height] = [600, 400]
  const data = new Uint8Array(4 * width * height).fill(128)
  for (let at = 0; at < width * height; at++) {
    if (Math.hypot((at % width) - centre, Math.floor(at / width) - 200) < radius) data.set([255, 0, 0, 255], 4 * at)
  }
  return { width, height, data }
}

/** A network that finds what is red. */
const findsRed = async (input: Float32Array) => {
  const area = nanoSide ** 2
  const data = Float32Array.from({ length: area }, (_, at) =>
    Math.max(0, Math.min(1, (input[at] ?? 0) - (input[area + at] ?? 0))),
  )
  return success({ width: nanoSide, height: nanoSide, data })
}

test('a small subject is looked at a second time, and its mask is finer than the whole view, without a seam', async () => {
  const seen = await seeSubject(photoOf(150, 40), findsRed)
  if (!seen.ok) throw new Error(seen.reason)
  const { mask, second, subject } = seen.value
  expect(subject?.box.x).toBeCloseTo(110 / 600, 2)
  expect(subject?.share).toBeCloseTo((80 * 80) / (600 * 400), 2)
  expect(second).toBeDefined()
  expect(mask.width).toBe(600)
  const row = mask.data.subarray(200 * mask.width, 201 * mask.width)
  expect([row[100], row[150], row[205], row[400]]).toEqual([0, 1, 0, 0])
})

test('a subject that fills the photo is looked at once, and nothing is found where nothing is', async () => {
  const large = await seeSubject(photoOf(300, 190), findsRed)
  const nothing = await seeSubject(photoOf(300, 0), findsRed)
  if (!large.ok || !nothing.ok) throw new Error('both run')
  expect(large.value.second).toBeUndefined()
  expect(nothing.value.subject).toBeUndefined()
})

test('a larger network is shown the box of a small subject, and all of the photo where the subject goes on beyond it', async () => {
  const photo = photoOf(150, 40)
  const seen = await seeSubject(photo, findsRed)
  if (!seen.ok || seen.value.subject === undefined) throw new Error('it is found')
  const sessions = { nano: () => Promise.reject(new Error('what is known is not looked for')) }
  const shown = await shownOf(photo, { subject: seen.value.subject, sessions })
  expect(shown.part).toMatchObject({ y: expect.any(Number) })
  expect(shown.pixels.width).toBeLessThan(120)
  const sizes: number[] = []
  const run = (alpha: number) => async (pixels: RgbaPixels) => {
    sizes.push(pixels.width)
    return success({ width: 8, height: 8, data: new Float32Array(64).fill(alpha) })
  }
  const inside = await runCloser(photo, shown, run(0))
  expect(inside).toMatchObject({ ok: true, value: { part: shown.part, look: { kind: 'subject-box' } } })
  const beyond = await runCloser(photo, shown, run(1))
  expect(beyond.ok && beyond.value.part).toBeUndefined()
  expect(sizes).toEqual([shown.pixels.width, shown.pixels.width, 600])
  expect((await shownOf(photo, { subject: seen.value.subject, looksAtSubject: false, sessions })).part).toBeUndefined()
})

test('the mask is what was seen of the photo as it is; the mirror image only tells how sure that is, and is looked at once that is asked for', async () => {
  let runs = 0
  const turned = async (input: Float32Array) => {
    runs += 1
    const seen = await findsRed(input)
    // Of the mirror image nothing is found.
    if (seen.ok && runs === 3) seen.value.data.fill(0)
    return seen
  }
  const seen = await seeSubject(photoOf(150, 40), turned)
  if (!seen.ok) throw new Error(seen.reason)
  expect(seen.value.mask.data.some((alpha) => alpha > 0.99)).toBe(true)
  expect(runs).toBe(2)
  const both = await seen.value.looks()
  expect(both.ok && both.value.mirror.data.some((alpha) => alpha > 0)).toBe(false)
  expect(both.ok && both.value.plain).toBe(seen.value.plain)
  expect(runs).toBe(3)
})
