import { expect, test } from 'vitest'
import { planFeedback, roundWithFeedback } from '#tools/nano/feedback.ts'
import { inBytes, inSteps, roundBalanced } from '#tools/nano/steps.ts'
import { fromHalf, toHalf } from '#workers/weights/floats.ts'

const length = 90
const weight = Float32Array.from(
  { length: 3 * length },
  (_, at) => Math.sin(at * 12.9898) * 100 ** Math.floor(at / length),
)

test('a step is a power of two, about the wanted share of its channel, and half precision holds it', () => {
  const { counts, scales } = inSteps(weight, {
    outputs: 3,
    share: 0.01,
    round: (values) => roundBalanced(values, length),
  })
  expect(fromHalf(toHalf(scales))).toEqual(scales)
  for (const [output, scale] of scales.entries()) {
    expect(Number.isInteger(Math.log2(scale))).toBe(true)
    expect(scale / (0.01 * Math.SQRT1_2 * 100 ** output)).toBeGreaterThan(0.7)
    expect(scale / (0.01 * Math.SQRT1_2 * 100 ** output)).toBeLessThan(1.42)
  }
  for (const [at, count] of counts.entries()) {
    const scale = scales[Math.floor(at / length)] ?? 0
    expect(Math.abs(count * scale - (weight[at] ?? 0))).toBeLessThan(1.5 * scale)
  }
})

test('a step too short for two bytes is lengthened, and zeros stay zeros', () => {
  const round = (values: Float32Array) => roundBalanced(values, values.length)
  const { counts, scales } = inSteps(Float32Array.of(1, 0.5, 0, 0), { outputs: 2, share: 1e-9, round })
  expect(Math.max(...counts)).toBeGreaterThan(15_000)
  expect((counts[0] ?? 0) * (scales[0] ?? 0)).toBeCloseTo(1, 4)
  expect([...counts.subarray(2)]).toEqual([0, 0])
})

test.each([9, length])('the errors of each window of %i weights add up to less than a step', (window) => {
  const values = weight.subarray(length, 2 * length)
  const counts = roundBalanced(values, window)
  for (let from = 0; from < length; from += window) {
    const errors = values.slice(from, from + window).map((value, at) => value - (counts[from + at] ?? 0))
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0))).toBeLessThan(1.01)
  }
})

test('two planes of bytes hold every count', () => {
  const counts = Int16Array.of(0, 1, -1, 127, 128, -128, -129, 255, 256, 32_000, -32_000)
  const { low, high } = inBytes(counts)
  expect(Int16Array.from(low, (value, at) => value + 256 * (high[at] ?? 0))).toEqual(counts)
})

test('with feedback, errors cancel along the directions in which inputs go together', () => {
  const values = weight.slice(length, 2 * length)
  const directions = [values.map(() => 3), values.map((_, at) => Math.cos(at / 9))]
  const rest = values.map(() => 1)
  const cost = (counts: Int16Array) => {
    const errors = values.map((value, at) => value - (counts[at] ?? 0))
    const along = directions.map((direction) =>
      errors.reduce((sum, error, at) => sum + error * (direction[at] ?? 0), 0),
    )
    return [...errors, ...along].reduce((sum, value) => sum + value * value, 0)
  }
  const nearest = cost(Int16Array.from(values, Math.round))
  expect(cost(roundWithFeedback(values, planFeedback({ rest, directions })))).toBeLessThan(nearest)
  // Without directions there is nothing to answer.
  expect(roundWithFeedback(values, planFeedback({ rest, directions: [] }))).toEqual(Int16Array.from(values, Math.round))
})
