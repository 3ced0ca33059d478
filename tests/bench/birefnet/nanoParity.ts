import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import { compileNano } from '#workers/nano/compile.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { type Tensor, toFloat32 } from '#workers/runtime/tensor.ts'
import type { Difference, NanoParity } from './measure.ts'

const none = 'The golden photo of the built-in network is missing.'

/**
 * The built-in network, with the weights that training left, on the golden photo: logits against PyTorch's, and against the same masks cut at one half.
 * On a card all of it has to run there.
 */
export async function nanoParity({
  backend,
  precision,
}: NanoParity): Promise<{ logits: Difference; alpha: Difference; iou: number }> {
  const golden = goldenTensors(await bytesAt('/golden/nano-320.safetensors'))
  const [input, wanted] = [golden.get('input'), golden.get('logits')]
  if (input === undefined || wanted === undefined) throw new Error(none)
  const weights = await bytesAt('/golden/nano.safetensors')
  const read = (start: number, end: number) => weights.slice(start, end)
  const size = { width: 320, height: 320 }
  const built = compileNano({ source: { sizeBytes: weights.length, read }, size, precision, hasHints: false })
  if (!built.ok) throw new Error(built.detail ?? built.reason)
  const externalData = built.value.external.map(({ path, byteLength, data }) =>
    lazyFile({ path, byteLength, make: data }),
  )
  const session = await openSession(built.value.model, { backend, externalData, wholly: backend === 'webgpu' })
  if (!session.ok) throw new Error(session.detail ?? session.reason)
  const image: Tensor = { type: 'float32', dims: [1, 3, 320, 320], data: input.values }
  const results = await session.value.run({ image }, ['logits'])
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

async function bytesAt(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path)
  if (!response.ok || response.headers.get('content-type')?.includes('text/html') === true) throw new Error(none)
  return new Uint8Array(await response.arrayBuffer())
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
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
