import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import { sigmoid } from '#workers/matting/outputRange.ts'
import { type Tensor, toFloat32 } from '#workers/runtime/tensor.ts'
import type { Difference, NanoParity } from './measure.ts'
import { bytesAt, openNanoInPage } from './nanoInPage.ts'

const none = 'The golden photo of the built-in network is missing.'

/**
 * The built-in network, with the weights that the golden answers were made with, on the golden photo: logits against PyTorch's, and against the same masks cut at one half.
 */
export async function nanoParity(way: NanoParity): Promise<{ logits: Difference; alpha: Difference; iou: number }> {
  const [file, weights] = [
    await bytesAt('/golden/nano-320.safetensors'),
    await bytesAt('/golden/nano-320-weights.safetensors'),
  ]
  if (file === undefined || weights === undefined) throw new Error(none)
  const golden = goldenTensors(file)
  const [input, wanted] = [golden.get('input'), golden.get('logits')]
  if (input === undefined || wanted === undefined) throw new Error(none)
  const { session } = await openNanoInPage(weights, { ...way, size: { width: 320, height: 320 } })
  const image: Tensor = { type: 'float32', dims: [1, 3, 320, 320], data: input.values }
  const results = await session.run({ image }, ['logits'])
  if (!results.ok) throw new Error(results.detail ?? results.reason)
  const found = results.value['logits']
  if (found === undefined) throw new Error('The network gives no logits.')
  const logits = toFloat32(found)
  return {
    logits: difference(logits, wanted.values),
    alpha: difference(logits.map(sigmoid), wanted.values.map(sigmoid)),
    iou: overlap(logits, wanted.values),
  }
}

function overlap(one: Float32Array, other: Float32Array): number {
  let [both, either] = [0, 0]
  for (const [at, value] of one.entries()) {
    const [a, b] = [value > 0, (other[at] ?? 0) > 0]
    if (a && b) both += 1
    if (a || b) either += 1
  }
  return either === 0 ? 1 : both / either
}
