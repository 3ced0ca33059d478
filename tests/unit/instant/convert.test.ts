import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { convertInstant } from '#tools/instant/convert.ts'
import { prepareInstantModel } from '#tools/instant/prepare.ts'

const folder = 'node_modules/@mediapipe/selfie_segmentation'

test.each([
  ['selfie_segmentation.tflite', 256, 256],
  ['selfie_segmentation_landscape.tflite', 144, 256],
])('%s becomes a network of its size that gives values from 0 to 1', async (file, height, width) => {
  const session = await InferenceSession.create(convertInstant(await readFile(join(folder, file))))
  const input = Float32Array.from({ length: 3 * height * width }, (_, i) => ((i * 7919) % 256) / 255)
  const { alpha } = await session.run({ input: new Tensor('float32', input, [1, 3, height, width]) })
  expect(alpha?.dims).toEqual([1, 1, height, width])
  const values = Array.from(alpha?.data ?? [], Number)
  expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...values.slice(0, 10_000))).toBeLessThanOrEqual(1)
  await session.release()
})

test('converting twice gives the same bytes', async () => {
  const tflite = await readFile(join(folder, 'selfie_segmentation.tflite'))
  expect(Buffer.compare(convertInstant(tflite), convertInstant(tflite))).toBe(0)
})

test('a file that is not TensorFlow Lite is refused', () => {
  expect(() => convertInstant(new TextEncoder().encode('GIF89a, certainly not a network'))).toThrow('not a TensorFlow')
})

test('preparing writes the model and its notice once, and leaves files alone that are up to date', async () => {
  const root = await mkdtemp(join(tmpdir(), 'clearcut-instant-'))
  try {
    await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
    await prepareInstantModel(root)
    const path = join(root, 'public/models/instant.onnx')
    const before = await stat(path)
    await prepareInstantModel(root)
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs)
    expect(before.size).toBeLessThan(260_000)
    expect(await readFile(join(root, 'public/models/instant.NOTICE.txt'), 'utf8')).toContain('Apache License')
  } finally {
    await rm(root, { recursive: true })
  }
})
