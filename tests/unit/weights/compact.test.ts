import { expect, test } from 'vitest'
import { bytesSource, fileSource } from '#tests/formula/safetensorsFile.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { compactFile } from '#workers/weights/compact.ts'

test('a compact copy holds the wanted tensors in half the room, and opens like any checkpoint', () => {
  const header = {
    'module.bb.a': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    'module.bb.counter': { dtype: 'I64', shape: [], data_offsets: [24, 32] },
    'module.bb.b': { dtype: 'F32', shape: [1], data_offsets: [32, 36] },
  }
  const data = new Uint8Array(36)
  data.set(new Uint8Array(Float32Array.of(1, -2, 0.1, 4, 5e-8, 70000).buffer))
  data.set(new Uint8Array(Float32Array.of(0.5).buffer), 32)
  const opened = openCheckpoint(fileSource(header, data))
  if (!opened.ok) throw new Error(opened.detail)
  const pieces = [...compactFile(opened.value, (key) => key !== 'bb.counter')]
  const file = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let end = 0
  for (const piece of pieces) {
    file.set(piece, end)
    end += piece.length
  }
  const compact = openCheckpoint(bytesSource(file))
  if (!compact.ok) throw new Error(compact.detail)
  expect([...compact.value.tensors.keys()]).toEqual(['bb.a', 'bb.b'])
  expect(compact.value.tensors.get('bb.a')?.start).toBe(
    8 * Math.ceil((compact.value.tensors.get('bb.a')?.start ?? 1) / 8),
  )
  const [one, two, tenth = 0, four, tiny = 0, large] = compact.value.read('bb.a')
  expect([one, two, four, large]).toEqual([1, -2, 4, 65504])
  expect(Math.abs(tenth - 0.1)).toBeLessThan(0.1 * 2 ** -11)
  expect(Math.abs(tiny - 5e-8)).toBeLessThan(2 ** -25)
  expect([...compact.value.read('bb.b')]).toEqual([0.5])
})
