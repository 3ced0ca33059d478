import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { literalNetwork } from '#tests/bench/birefnet/literalNetwork.ts'
import { multipliesBytesExactly } from '#tests/unit/birefnet/nativeIntegers.ts'
import type { BuiltModel } from '#workers/onnx/graph.ts'
import { golden, goldenPlaces } from '#workers/selfTest/golden.ts'
import { relativeError, tolerances } from '#workers/selfTest/selfTest.ts'
import { smallBackbone, smallCheckpoint, smallImage, smallNetwork, smallSize } from '#workers/selfTest/smallNetwork.ts'

async function logitsOf({ model, external }: BuiltModel): Promise<Float32Array> {
  const externalData = external.map(({ path, data }) => ({ path, data: data() }))
  const session = await InferenceSession.create(model, { logSeverityLevel: 3, externalData })
  const image = new Tensor('float32', smallImage(), [1, 3, smallSize.height, smallSize.width])
  const { logits } = await session.run({ image })
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('The small network gives no float32.')
  return logits.data
}

test('the known answer is that of the network as it is published', async () => {
  const { graph } = literalNetwork(smallCheckpoint(), smallBackbone, smallSize)
  const logits = await logitsOf(graph.build({ externalData: 'weights.bin', filePerTensor: true }))
  for (const [index, place] of goldenPlaces.entries()) expect(logits[place]).toBeCloseTo(golden[index] ?? 0, 3)
  expect(relativeError(logits)).toBeLessThan(1e-4)
})

test.for([
  ['fp32', 'native'],
  ['fp32', 'grid'],
  ['fp16', 'grid'],
  ['int8', 'native'],
] as const)(
  'sound arithmetic in %s (%s) passes with room to spare, and is no accident',
  async ([precision, deformable], context) => {
    if (precision === 'int8' && !(await multipliesBytesExactly()))
      return context.skip('bytes are not multiplied exactly here')
    const logits = await logitsOf(smallNetwork(precision, deformable))
    const error = relativeError(logits)
    expect(error).toBeLessThan(tolerances[precision] / 2)
    // One value in sixteen wrong, as a kernel that misses the rows of a border makes them.
    const damaged = logits.map((value, index) => (Math.floor(index / smallSize.width) % 16 === 0 ? 0 : value))
    expect(relativeError(damaged)).toBeGreaterThan(tolerances[precision])
  },
)

test('an answer that is constant, of other order or not finite fails', () => {
  const size = smallSize.width * smallSize.height
  expect(relativeError(new Float32Array(size))).toBe(1)
  expect(relativeError(new Float32Array(size).fill(Number.NaN))).toBe(1)
  expect(relativeError(new Float32Array(size).fill(Number.POSITIVE_INFINITY))).toBe(1)
  expect(relativeError(new Float32Array(8))).toBe(1)
})
