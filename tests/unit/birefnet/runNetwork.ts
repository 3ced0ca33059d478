import { InferenceSession, Tensor } from 'onnxruntime-node'
import { seededRandom } from '#tests/fixtures/random.ts'
import { formulaValues } from '#tests/formula/weights.ts'
import { Network } from '#workers/birefnet/network.ts'
import type { Plan } from '#workers/birefnet/plan.ts'
import type { Value } from '#workers/onnx/graph.ts'

const plan: Plan = {
  size: { width: 64, height: 64 },
  precision: 'fp32',
  deformable: 'grid',
  patchOrder: 'c-hg-wg',
  chunkBytes: 32e6,
}

/** A network whose weights are formula values of whatever shape `shapes` gives for their key. */
export function testNetwork(shapes: Record<string, number[]>, changes: Partial<Plan> = {}): Network {
  const read = (key: string) => {
    const shape = shapes[key]
    if (shape === undefined) throw new Error(`The test gives no shape for ${key}.`)
    return formulaValues(key, shape)
  }
  return new Network({ tensors: new Map(), read }, { ...plan, ...changes })
}

/** Feeds one input to the part of a network that `build` writes, and gives what comes out. */
export async function runPart(
  net: Network,
  shape: readonly number[],
  values: Float32Array,
  build: (input: Value) => Value,
): Promise<{ shape: readonly number[]; values: Float32Array }> {
  const result = build(net.graph.input('x', 'f32', shape))
  net.graph.output(result, 'y')
  const { model } = net.graph.build({ declareInner: true })
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 })
  const { y } = await session.run({ x: new Tensor('float32', values, shape) })
  if (y === undefined || !(y.data instanceof Float32Array)) throw new TypeError('The part gives no float32.')
  if (y.dims.join() !== result.shape.join()) throw new Error(`[${y.dims}] came out instead of [${result.shape}].`)
  return { shape: y.dims, values: y.data }
}

/** Repeatable noise in [-1, 1). */
export function noiseOf(name: string, count: number): Float32Array<ArrayBuffer> {
  return formulaValues(`${name}.relative_position_bias_table`, [count])
}

/** So many cases of random shapes, the same each time; `one` is given a source of whole numbers from `least` to `most`. */
export function fuzzed<Case>(count: number, one: (whole: (least: number, most: number) => number) => Case): Case[] {
  const random = seededRandom(count)
  const whole = (least: number, most: number) => least + Math.floor((most - least + 1) * random())
  return Array.from({ length: count }, () => one(whole))
}
