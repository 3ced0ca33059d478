import { expect, test } from 'vitest'
import { fromFloat16, toFloat16 } from '#workers/runtime/tensor.ts'

const known: [string, number, number][] = [
  ['one', 1, 0x3c00],
  ['minus two', -2, 0xc000],
  ['the largest', 65504, 0x7bff],
  ['the smallest normal', 2 ** -14, 0x0400],
  ['the smallest subnormal', 2 ** -24, 0x0001],
  ['zero', 0, 0],
  ['minus zero', -0, 0x8000],
  ['infinity', Infinity, 0x7c00],
]

test.each(known)('%s has its bits in half precision and comes back', (_, value, bits) => {
  expect(toFloat16(Float32Array.of(value))).toEqual(Uint16Array.of(bits))
  expect(fromFloat16(Uint16Array.of(bits))).toEqual(Float32Array.of(value))
})

test('every half that is a number survives the way to single precision and back', () => {
  const halves = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => (bits & 0x7fff) <= 0x7c00)
  expect(toFloat16(fromFloat16(halves))).toEqual(halves)
})

test('values between two halves go to the nearer one, and to the even one from the middle', () => {
  const halves = fromFloat16(Uint16Array.from({ length: 0x7c00 }, (_, bits) => bits))
  for (let i = 0; i < 0x7bff; i += 7) {
    const low = halves[i] ?? NaN
    const high = halves[i + 1] ?? NaN
    const middle = (low + high) / 2
    const quarter = (high - low) / 4
    const even = i % 2 === 0 ? i : i + 1
    const rounded = Array.from(toFloat16(Float32Array.of(middle - quarter, middle, middle + quarter)))
    if (rounded.join() !== [i, even, i + 1].join()) expect(rounded).toEqual([i, even, i + 1])
  }
  expect(toFloat16(Float32Array.of(65519.9, 65520))).toEqual(Uint16Array.of(0x7bff, 0x7c00))
  expect(fromFloat16(toFloat16(Float32Array.of(NaN)))).toEqual(Float32Array.of(NaN))
})
