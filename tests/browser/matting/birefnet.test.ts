import { wrap } from 'comlink'
import { afterEach, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import type { remoteBiRefNet } from './birefnet.worker.ts'

const goldenFile = '../shared/golden/lite-256x256.safetensors'
let worker: Worker | undefined

afterEach(() => worker?.terminate())

function remote() {
  worker = new Worker(new URL('./birefnet.worker.ts', import.meta.url), { type: 'module' })
  return wrap<typeof remoteBiRefNet>(worker)
}

test('a lite checkpoint gives the logits of the official network', { timeout: 180_000 }, async ({ skip }) => {
  const base64 = await commands.readFile(goldenFile, 'base64').catch(() => undefined)
  if (base64 === undefined) return skip(`${goldenFile} is not here`)
  const golden = goldenTensors(Uint8Array.fromBase64(base64)).get('logits')
  if (golden === undefined) throw new Error('the golden file has no logits')
  const made = await remote().logits(256)
  if (!made.ok) throw new Error(`${made.reason}: ${made.detail}`)
  const { max, mean } = difference(made.value.data, golden.values)
  expect(max).toBeLessThan(2e-3)
  expect(mean).toBeLessThan(2e-4)
})

test('a weight that is no number stops it, and is named', { timeout: 120_000 }, async () => {
  const key = 'bb.layers.3.blocks.1.mlp.fc2.weight'
  const made = await remote().logits(64, key)
  expect(made).toMatchObject({ ok: false, reason: 'checkpoint-incomplete', detail: expect.stringContaining(key) })
})
