import { BinaryReader } from '@bufbuild/protobuf/wire'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, test, vi } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { writeGraph } from '#workers/birefnet/compile.ts'
import { Network } from '#workers/birefnet/network.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'
import type { Plan } from '#workers/birefnet/plan.ts'
import { externalFiles } from '#workers/onnx/external.ts'

/** Written with weights of 0: what a graph is does not depend on them. */
function network(changes: Partial<Plan>, id: keyof typeof backbones = 'swin-t') {
  const shapes = expectedParameters(backbones[id])
  const read = (key: string) =>
    new Float32Array(shapes.get(key)?.shape.reduce((product, size) => product * size, 1) ?? 0)
  const size = { width: 64, height: 96 }
  const plan = { size, precision: 'fp32', deformable: 'grid', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
  const net = new Network({ tensors: new Map(), read }, { ...plan, ...changes })
  const constant = vi.spyOn(net.graph, 'constant')
  writeGraph(net, backbones[id], [])
  const constants = new Map(constant.mock.calls.map(([name, { dtype }]) => [name, dtype]))
  return { net, graph: net.graph, constants }
}

/** Sides that are multiples of 32, from the smallest to those of the largest tier, in all proportions. */
function someSizes(count: number): { width: number; height: number }[] {
  const random = seededRandom(7)
  const side = () => 64 + 32 * Math.floor(62 * random())
  return Array.from({ length: count }, () => ({ width: side(), height: side() }))
}

describe.each(['fp32', 'fp16'] as const)('the graph for WebGPU in %s', (precision) => {
  test.each([{ width: 1024, height: 1024 }, { width: 2048, height: 2048 }, ...someSizes(4)])(
    'asks nothing of it that it lacks, at $width x $height',
    (size) => {
      const { graph, constants } = network({ precision, size })
      for (const { type, domain, inputs, outputs } of graph.nodes) {
        if (type === 'Concat') expect(inputs.length).toBeLessThanOrEqual(4)
        if (type === 'Split') expect(outputs.length).toBeLessThanOrEqual(4)
        if (type === 'Gather') expect(constants.get(inputs[1] ?? '')).toBe('i32')
        // Eight storage buffers is what every adapter binds.
        expect(inputs.length + outputs.length).toBeLessThanOrEqual(8)
        for (const name of outputs) expect(graph.made(name)?.dtype).toMatch(/^f(16|32)$/)
        if (domain !== '') expect(type).toBe('Gelu')
      }
      const types = new Set(graph.nodes.map(({ type }) => type))
      expect(types).toContain('GridSample')
      for (const missing of ['Sum', 'DeformConv', 'DynamicQuantizeLinear', 'Einsum'])
        expect(types).not.toContain(missing)
    },
  )
})

test('the opset has DeformConv, and GridSample as WebGPU runs it', () => {
  const { model } = network({}).graph.build({ externalData: 'weights.bin' })
  const reader = new BinaryReader(model)
  const versions = new Map<string, number>()
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field !== 8) {
      reader.skip(wire)
      continue
    }
    const end = reader.uint32() + reader.pos
    const opset = { domain: '', version: 0 }
    while (reader.pos < end) {
      const [part] = reader.tag()
      if (part === 1) opset.domain = reader.string()
      else opset.version = Number(reader.int64())
    }
    versions.set(opset.domain, opset.version)
  }
  expect([...versions]).toEqual([
    ['', 19],
    ['com.microsoft', 1],
  ])
})

test('large constants lie outside of the model', () => {
  const { model, external } = network({ size: { width: 1024, height: 1024 } }).graph.build({ externalData: 'w' })
  expect(model.byteLength).toBeLessThan(1.5e6)
  expect(external.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeGreaterThan(170e6)
})

test.each([
  { precision: 'fp32', deformable: 'grid', width: 64, height: 64 },
  { precision: 'fp32', deformable: 'native', width: 96, height: 224 },
  { precision: 'int8', deformable: 'native', width: 160, height: 64 },
  { precision: 'fp16', deformable: 'grid', width: 64, height: 96 },
] as const)('ONNX Runtime infers every shape just so: $precision, $width x $height', async (shape) => {
  const { width, height, ...plan } = shape
  // Chunks so small that everything is cut.
  const { graph } = network({ ...plan, size: { width, height }, chunkBytes: 200_000 })
  const { model, external } = graph.build({ externalData: 'w', filePerTensor: true, declareInner: true })
  const session = await InferenceSession.create(model, {
    externalData: externalFiles(external),
    logSeverityLevel: 3,
    extra: { session: { strict_shape_type_inference: '1' } },
  })
  const { logits } = await session.run({
    image: new Tensor('float32', formulaImage(height, width), [1, 3, height, width]),
  })
  expect(logits?.dims).toEqual([1, 1, height, width])
  // All weights are 0, so this is the last bias.
  expect(logits?.data).toEqual(new Float32Array(width * height))
  await session.release()
})
