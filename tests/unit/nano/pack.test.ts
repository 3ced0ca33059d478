import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packNano, shippedNano } from '#tools/nano/pack.ts'
import { NanoNetwork } from '#workers/nano/network.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { scaledCheckpoint } from '#workers/weights/scaled.ts'
import { bytesSource, fileSource, inputsPath, taken, trainedPath } from './runNano.ts'

const training = fileSource(trainedPath)
const parts = { trained: training, inputs: fileSource(inputsPath) }
const shipped = shippedNano(parts)
const packed = Uint8Array.from(gunzipSync(shipped))

test('the shipped weights take 4.5 MB at most, and packing gives the same bytes each time', () => {
  expect(shipped.length).toBeLessThan(4.5e6)
  expect(Buffer.compare(packNano(parts), packed)).toBe(0)
})

test('every kernel of a cut is there, nearly the same, and nothing of training alone', () => {
  const plan = { size: { width: 32, height: 32 }, precision: 'fp32', hasHints: true } as const
  const [before, after] = [training, bytesSource(packed)].map((source) =>
    scaledCheckpoint(taken(openCheckpoint(source))),
  )
  if (before === undefined || after === undefined) throw new Error('both can be read')
  const keys = [...after.tensors.keys()].filter((key) => key.endsWith('.weight'))
  expect(keys.length).toBeGreaterThan(90)
  expect(keys.filter((key) => /^side|predict|running/.test(key))).toEqual([])
  for (const key of keys) {
    const name = key.replace(/\.weight$/, '')
    const [exact, small] = [before, after].map((file) =>
      new NanoNetwork(file, plan).kernel(name, name.replace(/\.0$/, '.1')).weight(),
    )
    const most = (values: Float32Array | undefined) =>
      values?.reduce((top, value) => Math.max(top, Math.abs(value)), 0) ?? 0
    const largest = most(exact)
    const furthest = most(exact?.map((value, at) => value - (small?.[at] ?? Number.NaN)))
    expect(furthest, key).toBeLessThan(0.1 * largest)
  }
})
