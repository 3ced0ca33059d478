import { expect, test } from 'vitest'
import { success } from '#core/outcome.ts'
import { alphaOfLogits, birefnetInput, runBiRefNet } from '#workers/matting/birefnet/birefnetRun.ts'
import type { Session } from '#workers/runtime/session.ts'

const size = { width: 2, height: 1 }

/** A session that answers with these logits, whatever it is asked. */
function sessionOf(logits: number[]): Session {
  const data = Float32Array.from(logits)
  return {
    ...{ backend: 'wasm', threads: 1, inputs: [], outputs: [] },
    run: async () => success({ logits: { type: 'float32', dims: [1, 1, 1, 2], data } }),
    release: async () => {},
  }
}

const answer = (...logits: number[]) => runBiRefNet(sessionOf(logits), new Float32Array(6), size)

test('logits become alpha by the sigmoid, also where all of them could be alpha already', async () => {
  const plane = await answer(0, 1)
  if (!plane.ok) throw new Error(plane.reason)
  const { width, height, data } = alphaOfLogits(plane.value)
  expect([width, height]).toEqual([2, 1])
  expect(data[0]).toBe(0.5)
  expect(data[1]).toBeCloseTo(0.7310586, 6)
})

test.each([
  [Number.NaN, 1],
  [1, Number.NaN],
  [Infinity, 1],
  [-Infinity, Infinity],
  [3, 3],
  [3, 3.0001],
  [-2, 60_000],
  [-4000, 2],
])('what cannot be a mask is a failure: %d and %d', async (one, other) => {
  expect(await answer(one, other)).toMatchObject({ ok: false, reason: 'model-failed' })
})

test('the photo is squeezed to the size, in planes, as ImageNet has them', () => {
  const photo = { width: 1, height: 1, data: Uint8Array.of(255, 0, 124, 255) }
  const planes = birefnetInput(photo, size)
  const [red, green, blue] = [(1 - 0.485) / 0.229, -0.456 / 0.224, (124 / 255 - 0.406) / 0.225]
  const wanted = [red, red, green, green, blue, blue]
  for (const [index, value] of wanted.entries()) expect(planes[index]).toBeCloseTo(value, 5)
})
