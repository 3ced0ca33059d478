import { expect, test } from 'vitest'
import { asTrained } from '#workers/birefnet/asTrained.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { inspectCheckpoint } from '#workers/birefnet/inspect.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'

const parameters = [...expectedParameters(backbones['swin-t'])]

/** A checkpoint of the small network whose keys are changed so, or left out. A read tells which key was asked for. */
function checkpoint(...names: ((key: string) => string | undefined)[]): Checkpoint & { asked: string[] } {
  const asked: string[] = []
  const entries = names.flatMap((name) =>
    parameters.flatMap(([key, { shape }]) => {
      const changed = name(key)
      return changed === undefined ? [] : [[changed, { dtype: 'F32', shape, start: 0, end: 0 } as const] as const]
    }),
  )
  const read = (key: string) => {
    asked.push(key)
    return new Float32Array(1)
  }
  return { tensors: new Map(entries), read, asked }
}

const isNorm = (key: string) => /\.(?:bn|bn1|bn_in|bn_out)\.|\.global_avg_pool\.2\.|\.gdt_convs_[234]\.1\./.test(key)
const outcome = (raw: Checkpoint) => inspectCheckpoint(asTrained(raw))
const fits = { ok: true, value: backbones['swin-t'] }

test.each(['', 'model.', 'birefnet.', 'net.', 'model.net.', 'state_dict.model.', 'module.model._orig_mod.'])(
  'the prefix "%s" of all keys is taken off',
  (prefix) => {
    const raw = checkpoint((key) => `${prefix}${key}`)
    expect(outcome(raw)).toEqual(fits)
    asTrained(raw).read('bb.norm0.bias')
    expect(raw.asked).toEqual([`${prefix}bb.norm0.bias`])
  },
)

test('parts that were compiled by themselves are found', () => {
  expect(outcome(checkpoint((key) => key.replace(/^(bb|decoder)\./, '$1._orig_mod.')))).toEqual(fits)
})

test('of a network and its moving mean the mean is taken, and what training kept beside is left', () => {
  const raw = checkpoint(
    (key) => `model.${key}`,
    (key) => `model_ema.module.${key}`,
    (key) => (key === 'bb.norm0.bias' ? 'loss.weight' : undefined),
  )
  expect(outcome(raw)).toEqual(fits)
  asTrained(raw).read('bb.norm0.bias')
  expect(raw.asked).toEqual(['model_ema.module.bb.norm0.bias'])
})

test('a moving mean whose names have lost their dots is left: the network beside it is taken', () => {
  const raw = checkpoint(
    (key) => `model.${key}`,
    (key) => `model_ema.${key.replaceAll('.', '')}`,
  )
  expect(outcome(raw)).toEqual(fits)
  asTrained(raw).read('bb.norm0.bias')
  expect(raw.asked).toEqual(['model.bb.norm0.bias'])
})

test('a checkpoint trained with a batch size of 1 has no norms: they do nothing', () => {
  const raw = checkpoint((key) => (isNorm(key) ? undefined : key))
  expect(raw.tensors.size).toBeLessThan(parameters.length - 100)
  expect(outcome(raw)).toEqual(fits)
  const norm = 'decoder.decoder_block2.dec_att.bn1'
  const value = (part: string) => asTrained(raw).read(`${norm}.${part}`)[0]
  expect(['weight', 'bias', 'running_mean'].map(value)).toEqual([1, 0, 0])
  expect((value('running_var') ?? 0) + 1e-5).toBeCloseTo(1, 6)
  expect(raw.asked).toEqual([])
})

test('a single norm that is missing is still missing', () => {
  const raw = checkpoint((key) => (key.startsWith('decoder.decoder_block2.bn_in.') ? undefined : key))
  expect(outcome(raw)).toMatchObject({ ok: false, reason: 'checkpoint-incomplete' })
})
