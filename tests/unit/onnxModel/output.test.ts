import { expect, test } from 'vitest'
import { alphaOf, planeOf } from '#workers/matting/own/onnxOutput.ts'

const alpha = (values: number[], dims: number[]) => {
  const outcome = alphaOf(Float32Array.from(values), dims)
  return outcome.ok ? [...outcome.value.data].map((value) => Math.round(value * 100) / 100) : outcome.reason
}

test('a mask is found wherever its one channel stands', () => {
  for (const dims of [
    [1, 1, 2, 3],
    [1, 2, 3, 1],
    [1, 2, 3],
    [2, 3, 1],
    [2, 3],
  ])
    expect(planeOf(dims), dims.join()).toMatchObject({ height: 2, width: 3, channels: 1 })
  expect(planeOf([1, 2, 300, 400])).toEqual({ height: 300, width: 400, channels: 2, isChannelsLast: false })
  expect(planeOf([1, 300, 400, 2])).toEqual({ height: 300, width: 400, channels: 2, isChannelsLast: true })
  expect(planeOf([4, 1, 2, 3])).toBeUndefined()
})

test('values are taken for what they are: shares, bytes, a tanh, or logits', () => {
  expect(alpha([0, 0.5, 1, 1], [1, 1, 2, 2])).toEqual([0, 0.5, 1, 1])
  expect(alpha([0, 51, 255, 255], [1, 1, 2, 2])).toEqual([0, 0.2, 1, 1])
  expect(alpha([-1, 0, 1, 1], [1, 1, 2, 2])).toEqual([0, 0.5, 1, 1])
  expect(alpha([-9, 9, 9, 0], [1, 1, 2, 2])).toEqual([0, 1, 1, 0.5])
  // Cut at zero, so no logits: the ground stays empty.
  expect(alpha([0, 0, 1.5, 0.5], [1, 1, 2, 2])).toEqual([0, 0, 1, 0.5])
})

test('two classes are a subject and its background, as logits or as shares, in either order of channels', () => {
  expect(alpha([9, -9, -9, 9], [1, 2, 1, 2])).toEqual([0, 1])
  expect(alpha([0.9, 0.2, 0.1, 0.8], [1, 2, 1, 2])).toEqual([0.1, 0.8])
  const last = Array.from({ length: 9 }, (_, index) => (index % 2 === 0 ? [0.9, 0.1] : [0.2, 0.8])).flat()
  expect(alpha(last, [1, 3, 3, 2])).toEqual([0.1, 0.8, 0.1, 0.8, 0.1, 0.8, 0.1, 0.8, 0.1])
})

test('a grey veil is no mask', () => {
  expect(alpha([0.5, 0.5, 0.52, 0.5], [1, 1, 2, 2])).toBe('model-failed')
  expect(alpha([0.01, 0.02, -0.01, 0], [1, 1, 2, 2])).toBe('model-failed')
  expect(alpha([0, 0, 0, 0], [1, 1, 2, 2])).toEqual([0, 0, 0, 0])
})
