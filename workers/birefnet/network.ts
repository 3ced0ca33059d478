import { Graph, type Value } from '#workers/onnx/graph.ts'
import { type Dtype, dtypes } from '#workers/onnx/tensor.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import { toHalf } from '#workers/weights/floats.ts'
import { batchNormAffine, type ChannelAffine } from '#workers/weights/fold.ts'
import type { Plan } from './plan.ts'

/** A layer's result, and a way to have it in 8 bits from the same input. */
export interface QuantisableLayer {
  name: string
  exact: Value
  quantised: () => Value
}

/** What every part of the network writes to: the graph, the weights it takes from, and the plan it follows. */
export class Network {
  readonly graph: Graph
  readonly plan: Plan
  /** Hears of each layer that has an 8-bit form, with both: for measuring what quantisation costs. */
  observe: ((layer: QuantisableLayer) => void) | undefined
  readonly #checkpoint: Checkpoint

  constructor(checkpoint: Checkpoint, plan: Plan) {
    // DeformConv begins at opset 19; GridSample stays at version 16 until 20, and WebGPU runs no later one.
    this.graph = new Graph({ name: 'birefnet', opset: 19 })
    this.plan = plan
    this.#checkpoint = checkpoint
  }

  /** The checkpoint's tensor as float32; only called while the model's bytes are written. */
  read(key: string): Float32Array<ArrayBuffer> {
    return this.#checkpoint.read(key)
  }

  /** A batch norm of the checkpoint as an affine map by channel. */
  readNorm(key: string): ChannelAffine {
    return batchNormAffine({
      weight: this.read(`${key}.weight`),
      bias: this.read(`${key}.bias`),
      mean: this.read(`${key}.running_mean`),
      variance: this.read(`${key}.running_var`),
    })
  }

  /** A float constant in the element type of the values it meets. `make` runs when the bytes are written, so that one tensor is held at a time. */
  constant(dtype: Dtype, name: string, shape: readonly number[], make: () => Float32Array): Value {
    if (dtype !== 'f16') return this.graph.constant(name, { dtype: 'f32', shape, data: make })
    return this.graph.constant(`${name}.f16`, { dtype, shape, data: () => toHalf(make()) })
  }

  /** The same values in another float type. */
  as(x: Value, dtype: 'f16' | 'f32'): Value {
    return x.dtype === dtype ? x : this.graph.op('Cast', [x], { to: dtypes[dtype].code }, { dtype })
  }

  /** A table of row numbers. WebGPU has no 64-bit whole numbers. */
  indices(name: string, shape: readonly number[], make: () => Int32Array): Value {
    return this.graph.constant(name, { dtype: 'i32', shape, data: make })
  }

  /** The same elements seen in another shape; costs nothing at run time. */
  reshape(x: Value, shape: readonly number[]): Value {
    return x.shape.join() === shape.join() ? x : this.graph.op('Reshape', [x, this.graph.ints(shape)], {}, { shape })
  }

  transpose(x: Value, order: readonly number[]): Value {
    return this.graph.op('Transpose', [x], { perm: order }, { shape: order.map((axis) => x.shape[axis] ?? 0) })
  }

  add(one: Value, other: Value): Value {
    return this.graph.op('Add', [one, other])
  }

  /** Rows `table` of x along its first axis, as a table of the given shape. */
  gatherRows(x: Value, table: Value): Value {
    return this.graph.op('Gather', [x, table], { axis: 0 }, { shape: [...table.shape, ...x.shape.slice(1)] })
  }

  /** Part `start` to `end` (exclusive) of an axis. */
  slice(x: Value, axis: number, start: number, end: number): Value {
    const { graph } = this
    const shape = x.shape.with(axis, end - start)
    return graph.op('Slice', [x, graph.ints([start]), graph.ints([end]), graph.ints([axis])], {}, { shape })
  }

  /** Joins along an axis with at most four operands a node: WebGPU binds one buffer for each and has few. */
  concat(parts: readonly Value[], axis: number): Value {
    const [first, ...rest] = parts
    if (first === undefined) throw new RangeError('Nothing to join.')
    if (rest.length === 0) return first
    if (parts.length > 4) {
      const quarter = Math.ceil(parts.length / 4)
      const groups = [0, 1, 2, 3].map((group) => parts.slice(group * quarter, (group + 1) * quarter))
      return this.concat(
        groups.filter(({ length }) => length > 0).map((group) => this.concat(group, axis)),
        axis,
      )
    }
    const size = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0)
    return this.graph.op('Concat', parts, { axis }, { shape: first.shape.with(axis, size) })
  }
}
