import { describe, expect, test } from 'vitest'
import { bytesSource, fileSource } from '#tests/formula/safetensorsFile.ts'
import { DamagedTensor, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { readHeader } from '#workers/weights/safetensors.ts'

const f32 = (shape: number[], start: number, end: number) => ({ dtype: 'F32', shape, data_offsets: [start, end] })
const bytes = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer)

describe('a safetensors file that tells the truth', () => {
  test('gives each tensor its place, whatever the metadata', () => {
    const header = { __metadata__: { format: 'pt' }, b: f32([2, 1], 4, 12), a: f32([], 0, 4) }
    const opened = openCheckpoint(fileSource(header, bytes(1, 2, 3)))
    if (!opened.ok) throw new Error(opened.detail)
    expect([...opened.value.read('b')]).toEqual([2, 3])
    expect([...opened.value.read('a')]).toEqual([1])
  })

  test.each([
    ['F16', new Uint16Array([0x3c00, 0xc000, 0x3555])],
    ['BF16', new Uint16Array([0x3f80, 0xc000, 0x3eab])],
    ['I64', new BigInt64Array([1n, -2n, 7n])],
  ])('reads %s', (dtype, data) => {
    const header = { x: { dtype, shape: [3], data_offsets: [0, data.byteLength] } }
    const opened = openCheckpoint(fileSource(header, new Uint8Array(data.buffer)))
    if (!opened.ok) throw new Error(opened.detail)
    const [one, two, three = 0] = opened.value.read('x')
    expect([one, two]).toEqual([1, -2])
    expect(three).toBeCloseTo(dtype === 'I64' ? 7 : 1 / 3, 2)
  })

  test('loses the names that training wrapped around its keys', () => {
    const opened = openCheckpoint(fileSource({ 'module._orig_mod.module.bb.x': f32([1], 0, 4) }, bytes(5)))
    if (!opened.ok) throw new Error(opened.detail)
    expect([...opened.value.tensors.keys()]).toEqual(['bb.x'])
  })
})

describe('a file that lies is refused, and the tensor named', () => {
  const data = bytes(1, 2, 3, 4)
  test.each<[string, unknown, RegExp]>([
    ['is not JSON', '{"a": ', /not JSON/],
    ['is a list', '[1, 2]', /not JSON/],
    ['lacks offsets', { weird: { dtype: 'F32', shape: [1] } }, /weird/],
    ['has unknown elements', { odd: { dtype: 'F8_E4M3', shape: [4], data_offsets: [0, 4] } }, /odd.*F8_E4M3/],
    ['gives a negative size', { minus: f32([-1], 0, 4) }, /minus/],
    ['multiplies to more than there is', { huge: f32([2 ** 31, 2 ** 31, 2 ** 31], 0, 16) }, /huge/],
    ['points behind its end', { far: f32([4], 4, 20) }, /far/],
    ['runs backwards', { back: f32([1], 8, 4) }, /back/],
    ['lays two tensors on each other', { one: f32([2], 0, 8), two: f32([2], 4, 12) }, /two and one/],
  ])('when it %s', (_, header, words) => {
    const opened = openCheckpoint(fileSource(header, data))
    expect(opened).toMatchObject({ ok: false, reason: 'checkpoint-unreadable', detail: expect.stringMatching(words) })
  })

  test.each([0, 5, 9])('when it ends after %i bytes', (length) => {
    const whole = fileSource({ a: f32([1], 0, 4) }, bytes(1)).read(0, 40)
    expect(readHeader(bytesSource(whole.subarray(0, length)))).toMatchObject({ ok: false })
  })

  test.each([2n ** 63n, 2n ** 40n, 100_000n, 0n, 1n])('when its header claims %i bytes', (length) => {
    const file = new Uint8Array(64)
    new DataView(file.buffer).setBigUint64(0, length, true)
    expect(readHeader(bytesSource(file))).toMatchObject({ ok: false, reason: 'checkpoint-unreadable' })
  })

  test('when a file of random bytes is brought, always with a reason and never with an exception', () => {
    let seed = 1
    for (let round = 0; round < 200; round++) {
      const file = Uint8Array.from({ length: 10 + (round % 90) }, () => {
        seed = Math.imul(seed, 1664525) + 1013904223
        return seed >>> 24
      })
      // A plausible header length, so that the rest is looked at too.
      if (round % 2 === 0) file.set([file.length - 8, 0, 0, 0, 0, 0, 0, 0])
      expect(readHeader(bytesSource(file))).toMatchObject({ ok: false, reason: 'checkpoint-unreadable' })
    }
  })
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a weight of %f is never handed out', (value) => {
  const opened = openCheckpoint(fileSource({ 'bb.norm0.bias': f32([2], 0, 8) }, bytes(1, value)))
  if (!opened.ok) throw new Error(opened.detail)
  expect(() => opened.value.read('bb.norm0.bias')).toThrow(DamagedTensor)
  expect(() => opened.value.read('bb.norm0.bias')).toThrow(/bb\.norm0\.bias/)
})
