import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import { compileDabs } from '#workers/nano/dabs.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import { fileSource, openNano, taken, trainedPath } from './runNano.ts'

const root = resolve(import.meta.dirname, '../../..')
const golden = goldenTensors(readFileSync(resolve(root, 'tests/golden/nano-dabs-64x96.safetensors')))
const size = { width: 96, height: 64 }
const features = ['logits', 'd2', 'd3', 'f3', 'f4'] as const

function given(name: string): Tensor {
  const { shape = [], values = new Float32Array() } = golden.get(name) ?? {}
  return new Tensor('float32', values, shape)
}

test('the network gives the features that the dab branch was trained on', async () => {
  const plan = { size, precision: 'fp32', hasHints: false, keepsFeatures: true } as const
  const session = await openNano(fileSource(trainedPath), plan)
  const results = await session.run({ image: given('input') })
  for (const name of features) {
    const values = results[name]?.data
    if (!(values instanceof Float32Array)) throw new TypeError(`${name} is no float32.`)
    expect(difference(values, golden.get(name)?.values ?? new Float32Array()).max, name).toBeLessThan(2e-3)
  }
  await session.release()
})

test('dabs are obeyed as PyTorch obeys them', async () => {
  const source = fileSource(resolve(root, 'training/dabs.safetensors'))
  const { model, external } = taken(compileDabs({ source, size }))
  const session = await InferenceSession.create(model, { externalData: externalFiles(external) })
  const feeds = Object.fromEntries([...features, 'guide', 'where'].map((name) => [name, given(name)]))
  const { dabbed } = await session.run({ image: given('input'), ...feeds })
  if (!(dabbed?.data instanceof Float32Array)) throw new TypeError('The branch gives no float32.')
  const { max, mean } = difference(dabbed.data, golden.get('dabbed')?.values ?? new Float32Array())
  expect(max).toBeLessThan(2e-3)
  expect(mean).toBeLessThan(2e-4)
  const moved = difference(dabbed.data, golden.get('logits')?.values ?? new Float32Array())
  expect(moved.max).toBeGreaterThan(1)
  await session.release()
})
