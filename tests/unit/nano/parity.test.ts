import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { difference } from '#tests/golden/safetensors.ts'
import { packNano } from '#tools/nano/pack.ts'
import { bytesSource, fileSource, inputsPath, openNano, readGolden, runNano, trainedPath } from './runNano.ts'

const shared = resolve(import.meta.dirname, '../../../../shared/nano')
const cases = [
  { path: resolve(import.meta.dirname, '../../golden/nano-64x96.safetensors'), weights: trainedPath },
  ...['golden-320', 'golden-256x384'].map((name) => ({
    path: resolve(shared, `${name}.safetensors`),
    weights: resolve(shared, 'nano.safetensors'),
  })),
].filter(({ path }) => existsSync(path))

describe.each(cases)('$path', ({ path, weights }) => {
  const golden = readGolden(path)
  const size = { width: golden.width, height: golden.height }

  test.each(golden.results)('gives what PyTorch gave (graph with hints: $hasHints)', async ({ hasHints, logits }) => {
    const session = await openNano(fileSource(weights), { size, precision: 'fp32', hasHints })
    const { max, mean } = difference(await runNano(session, golden), logits)
    expect(max).toBeLessThan(2e-3)
    expect(mean).toBeLessThan(2e-4)
    await session.release()
  })

  test('gives nearly the same mask with the weights that are shipped', async () => {
    const packed = bytesSource(packNano({ trained: fileSource(weights), inputs: fileSource(inputsPath) }))
    const [{ hasHints, logits } = { hasHints: false, logits: new Float32Array() }] = golden.results
    const session = await openNano(packed, { size, precision: 'fp32', hasHints })
    const alpha = (values: Float32Array) => values.map((value) => 1 / (1 + Math.exp(-value)))
    const { mean } = difference(alpha(await runNano(session, golden)), alpha(logits))
    expect(mean).toBeLessThan(1e-3)
    expect(mean).toBeGreaterThan(0)
    await session.release()
  })
})
