import { failure, type Outcome, success } from '#core/outcome.ts'
import type { BuiltModel } from '#workers/onnx/graph.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { DamagedTensor, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { scaledCheckpoint } from '#workers/weights/scaled.ts'
import { trunk } from './nano.ts'
import { NanoNetwork, type NanoPlan } from './network.ts'

/**
 * Compiles BiRefNet-nano: inputs `image` [1, 3, H, W], -1 to 1, and (`hasHints`) `hints` [1, 2, H, W]; output `logits` [1, 1, H, W], and
 * (`keepsFeatures`) `d2`, `d3`, `f3` and `f4`, which the dab branch reads; all float32. The weights are those of training, or the 8-bit ones that are shipped. Fails with a `checkpoint-...` reason.
 */
export function compileNano({ source, ...plan }: NanoPlan & { source: ByteSource }): Outcome<BuiltModel> {
  return compileWith(source, plan, (net) => {
    const { width, height } = plan.size
    const image = net.graph.input('image', 'f32', [1, 3, height, width])
    const hints = plan.hasHints ? net.graph.input('hints', 'f32', [1, 2, height, width]) : undefined
    const { logits, ...features } = trunk(net, { image, hints })
    net.graph.output(logits, 'logits')
    if (plan.keepsFeatures !== true) return
    for (const [name, value] of Object.entries(features)) net.graph.output(net.as(value, 'f32'), name)
  })
}

/** Writes a graph with the weights of a file. Fails with a `checkpoint-...` reason. */
export function compileWith(
  source: ByteSource,
  plan: NanoPlan,
  write: (net: NanoNetwork) => void,
): Outcome<BuiltModel> {
  const checkpoint = openCheckpoint(source)
  if (!checkpoint.ok) return checkpoint
  checkSize(plan)
  try {
    const net = new NanoNetwork(scaledCheckpoint(checkpoint.value), plan)
    write(net)
    return success(net.graph.build({ externalData: 'weights.bin', filePerTensor: true }))
  } catch (error) {
    if (error instanceof DamagedTensor || error instanceof RangeError) {
      return failure('checkpoint-incomplete', error.message)
    }
    throw error
  }
}

function checkSize({ size: { width, height } }: NanoPlan): void {
  for (const side of [width, height]) {
    if (side < 32 || side % 32 !== 0) throw new RangeError(`A side of ${side} is not a multiple of 32.`)
  }
}
