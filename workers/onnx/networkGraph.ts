import { toHalf } from '#workers/weights/floats.ts'
import type { Graph, Value } from './graph.ts'
import { type Dtype, dtypes } from './tensor.ts'

/** What every network is written with: a graph, and the few shapes of operators that all of them use. */
export class NetworkGraph {
  readonly graph: Graph

  constructor(graph: Graph) {
    this.graph = graph
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
