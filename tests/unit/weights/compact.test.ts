import { expect, test } from 'vitest'
import { bytesSource, fileSource } from '#tests/formula/safetensorsFile.ts'
import { type Checkpoint, DamagedTensor, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { compactBytes, tensorsDigest, writeCompact } from '#workers/weights/compact.ts'
import { readCompactOrigin } from '#workers/weights/compactHeader.ts'

const origin = { sha256: 'ab'.repeat(32), sizeBytes: 40_036, name: 'My net' }
const isWanted = (key: string) => key !== 'bb.counter'

/** A wrapped checkpoint with one large matrix, one short list and a counter. */
function checkpointWith(first: readonly number[]): Checkpoint {
  const header = {
    'module.bb.matrix': { dtype: 'F32', shape: [100, 100], data_offsets: [0, 40_000] },
    'module.bb.counter': { dtype: 'I64', shape: [], data_offsets: [40_000, 40_008] },
    'module.bb.bias': { dtype: 'F32', shape: [2], data_offsets: [40_008, 40_016] },
  }
  const data = new Uint8Array(40_016)
  data.set(new Uint8Array(Float32Array.from(first).buffer))
  data.set(new Uint8Array(Float32Array.of(0.1, 1e6).buffer), 40_008)
  const opened = openCheckpoint(fileSource(header, data))
  if (!opened.ok) throw new Error(opened.detail)
  return opened.value
}

async function compactOf(checkpoint: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  const room = new Uint8Array(100_000)
  const size = await writeCompact(checkpoint, isWanted, origin, (bytes, at) => room.set(bytes, at))
  return room.slice(0, size)
}

test('a compact copy halves what is large, leaves short lists exact, and opens like any checkpoint', async () => {
  const original = checkpointWith([1, -2, 0.1, 4, 5e-8])
  const file = await compactOf(original)
  expect(file.length).toBeLessThan(compactBytes(original, isWanted))
  const compact = openCheckpoint(bytesSource(file))
  if (!compact.ok) throw new Error(compact.detail)
  expect([...compact.value.tensors].map(([key, { dtype }]) => `${key} ${dtype}`)).toEqual([
    'bb.matrix F16',
    'bb.bias F32',
  ])
  expect((compact.value.tensors.get('bb.matrix')?.start ?? 1) % 8).toBe(0)
  const [one, two, tenth = 0, four, tiny = 0] = compact.value.read('bb.matrix')
  expect([one, two, four]).toEqual([1, -2, 4])
  expect(Math.abs(tenth - 0.1)).toBeLessThan(0.1 * 2 ** -11)
  expect(Math.abs(tiny - 5e-8)).toBeLessThan(2 ** -25)
  expect([...compact.value.read('bb.bias')]).toEqual([Math.fround(0.1), 1e6])
})

test('a compact copy tells the original, and whether its own tensors are what was written', async () => {
  const file = await compactOf(checkpointWith([1, 2, 3]))
  const told = readCompactOrigin(bytesSource(file))
  expect(told).toMatchObject(origin)
  const digestOf = async (bytes: Uint8Array<ArrayBuffer>) => {
    const opened = openCheckpoint(bytesSource(bytes))
    return opened.ok ? await tensorsDigest(opened.value, bytesSource(bytes)) : opened.detail
  }
  expect(await digestOf(file)).toBe(told?.tensorsDigest)
  const damaged = Uint8Array.from(file)
  damaged[file.length - 5000] = (damaged[file.length - 5000] ?? 0) ^ 1
  expect(await digestOf(damaged)).not.toBe(told?.tensorsDigest)
  expect(readCompactOrigin(fileSource({}, new Uint8Array(0)))).toBeUndefined()
})

test('a weight that has no finite half is not halved', async () => {
  await expect(compactOf(checkpointWith([70_000]))).rejects.toThrow(DamagedTensor)
  await expect(compactOf(checkpointWith([Number.NaN]))).rejects.toThrow(DamagedTensor)
})
