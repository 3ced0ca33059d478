import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import { type Backbone, backbones } from './backbone.ts'
import { expectedParameters } from './parameters.ts'

/**
 * Recognises the backbone of a checkpoint by its shapes and checks that the network's weights are all there.
 * Fails with `checkpoint-unknown` (no BiRefNet), `checkpoint-old-architecture` (before May 2024) or `checkpoint-incomplete`
 * (the detail names the key that is missing, misshapen or too many).
 */
export function inspectCheckpoint({ tensors }: Checkpoint): Outcome<Backbone> {
  const embedding = tensors.get('bb.patch_embed.proj.weight')
  if (embedding === undefined) return failure('checkpoint-unknown', 'bb.patch_embed.proj.weight is missing.')
  const backbone = Object.values(backbones).find(({ embed }) => embed === embedding.shape[0])
  if (backbone === undefined) return failure('checkpoint-unknown', `No backbone embeds into [${embedding.shape}].`)
  // The inward reference at 1/32 came with the present architecture; everything older lacks it.
  if (isOlder(tensors)) return failure('checkpoint-old-architecture', 'decoder.ipt_blk5 is missing.')
  return differences(tensors, backbone) ?? success(backbone)
}

function isOlder(tensors: Checkpoint['tensors']): boolean {
  const keys = [...tensors.keys()]
  return keys.some((key) => key.startsWith('decoder.')) && !keys.some((key) => key.startsWith('decoder.ipt_blk5.'))
}

function differences(tensors: Checkpoint['tensors'], backbone: Backbone): Failure | undefined {
  const expected = expectedParameters(backbone)
  for (const [key, { shape, isUsed }] of expected) {
    const found = tensors.get(key)
    if (found === undefined && isUsed) return failure('checkpoint-incomplete', `${key} is missing.`)
    if (found !== undefined && found.shape.join() !== shape.join()) {
      return failure('checkpoint-incomplete', `${key} is [${found.shape}] instead of [${shape}].`)
    }
  }
  const extra = [...tensors.keys()].find((key) => !expected.has(key))
  return extra === undefined ? undefined : failure('checkpoint-incomplete', `${extra} is not part of the network.`)
}
