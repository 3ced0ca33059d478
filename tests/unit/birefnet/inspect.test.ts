import { describe, expect, test } from 'vitest'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { inspectCheckpoint } from '#workers/birefnet/inspect.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import { DamagedTensor } from '#workers/weights/checkpoint.ts'

function checkpoint(
  id: keyof typeof backbones,
  change: (tensors: Map<string, readonly number[]>) => void = () => {},
): Checkpoint {
  const shapes = new Map([...expectedParameters(backbones[id])].map(([key, { shape }]) => [key, shape]))
  change(shapes)
  const tensors = new Map([...shapes].map(([key, shape]) => [key, { dtype: 'F32', shape, start: 0, end: 0 } as const]))
  return { tensors, read: () => new Float32Array() }
}

describe('a checkpoint is known by its shapes', () => {
  test.each(['swin-t', 'swin-l'] as const)('%s', (id) => {
    expect(inspectCheckpoint(checkpoint(id))).toEqual({ ok: true, value: backbones[id] })
  })

  test('also without what inference does not use', () => {
    const stripped = checkpoint('swin-t', (tensors) => {
      for (const [key, { isUsed }] of expectedParameters(backbones['swin-t'])) if (!isUsed) tensors.delete(key)
    })
    expect(inspectCheckpoint(stripped).ok).toBe(true)
  })
})

describe('what does not fit is named', () => {
  const key = 'decoder.decoder_block2.dec_att.aspp_deforms.2.bn.running_var'
  test.each<[string, (tensors: Map<string, readonly number[]>) => void, string, string]>([
    ['a missing key', (tensors) => tensors.delete(key), 'checkpoint-incomplete', key],
    ['a wrong shape', (tensors) => tensors.set(key, [255]), 'checkpoint-incomplete', key],
    [
      'an extra key',
      (tensors) => tensors.set('decoder.extra.weight', [1]),
      'checkpoint-incomplete',
      'decoder.extra.weight',
    ],
    ['no BiRefNet', (tensors) => tensors.clear(), 'checkpoint-unknown', 'bb.patch_embed.proj.weight'],
    [
      'another backbone',
      (tensors) => tensors.set('bb.patch_embed.proj.weight', [128, 3, 4, 4]),
      'checkpoint-unknown',
      '128',
    ],
    [
      'the older architecture',
      (tensors) => {
        for (const name of tensors.keys()) if (name.startsWith('decoder.ipt_blk5')) tensors.delete(name)
      },
      'checkpoint-old-architecture',
      'decoder.ipt_blk5',
    ],
  ])('%s', (_, change, reason, words) => {
    const outcome = inspectCheckpoint(checkpoint('swin-t', change))
    expect(outcome).toMatchObject({ ok: false, reason, detail: expect.stringContaining(words) })
  })

  test('a NaN, when its weights are produced', () => {
    const key = 'decoder.gdt_convs_3.0.weight'
    const source = formulaSource(backbones['swin-t'], (name, values) => {
      if (name === key) values[7] = Number.NaN
    })
    const size = { width: 64, height: 64 }
    const plan = { size, precision: 'fp32', deformable: 'grid', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
    const compiled = compileBiRefNet({ source, ...plan })
    if (!compiled.ok) throw new Error(compiled.detail)
    const produce = () => {
      for (const { name, data } of compiled.value.external) if (name.startsWith('decoder.gdt')) data()
    }
    expect(produce).toThrow(DamagedTensor)
    expect(produce).toThrow(key)
  })
  test('a NaN among the few weights that lie in the model itself, before anything is opened', () => {
    const key = 'decoder.gdt_convs_attn_3.0.bias'
    const source = formulaSource(backbones['swin-t'], (name, values) => {
      if (name === key) values[0] = Number.NaN
    })
    const size = { width: 64, height: 64 }
    const plan = { size, precision: 'fp32', deformable: 'grid', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
    const compiled = compileBiRefNet({ source, ...plan })
    expect(compiled).toMatchObject({ ok: false, reason: 'checkpoint-incomplete', detail: expect.stringContaining(key) })
  })
})
