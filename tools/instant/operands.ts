import type { Graph, Value } from '#workers/onnx/graph.ts'
import { channelsFirst, type F16Tensor, permute } from './layout.ts'
import type { TfliteModel, TfliteTensor } from './tflite.ts'

/** Finds the graph's value for a tensor of the source: what an operator made before, or a constant in ONNX's layout. */
export class Operands {
  readonly #source: TfliteModel
  readonly #graph: Graph
  readonly #values = new Map<number, Value>()
  /** Index of the fp16 constant by the index of the f32 tensor that DEQUANTIZE makes of it. */
  readonly #weights = new Map<number, number>()

  constructor(source: TfliteModel, graph: Graph) {
    this.#source = source
    this.#graph = graph
    for (const { type, inputs, outputs } of source.operators) {
      if (type === 'DEQUANTIZE') this.#weights.set(first(outputs), first(inputs))
    }
  }

  made(index: number, value: Value): void {
    this.#values.set(index, value)
  }

  weight(index: number, axes: readonly [number, number, number, number]): Value {
    return this.#constant(index, (tensor) => permute(tensor, axes))
  }

  bias(index: number | undefined): Value | undefined {
    return index === undefined || index < 0 ? undefined : this.#constant(index, (tensor) => tensor)
  }

  #constant(index: number, arrange: (tensor: F16Tensor) => F16Tensor): Value {
    const { name, shape, type, data } = this.#tensor(this.#weights.get(index) ?? index)
    if (type !== 'f16') throw new Error(`The constant ${name} is not fp16.`)
    const halves = new Uint16Array(data.slice().buffer)
    const constant = this.#graph.constant(name, arrange({ dtype: 'f16', shape, data: halves }))
    return this.#graph.op('Cast', [constant], { to: 1 }, { dtype: 'f32' })
  }

  integers(index: number): number[] {
    const { data } = this.#tensor(index)
    return [...new Int32Array(data.slice().buffer)]
  }

  value(index: number): Value {
    const value = this.#values.get(index)
    if (value === undefined) throw new Error(`The tensor ${this.#tensor(index).name} is used before it is made.`)
    return value
  }

  /** The tensor's shape with channels before height and width. */
  shape(index: number): number[] {
    const { shape } = this.#tensor(index)
    return shape.length === 4 ? channelsFirst.map((axis) => shape[axis] ?? 1) : shape
  }

  #tensor(index: number): TfliteTensor {
    const tensor = this.#source.tensors[index]
    if (tensor === undefined) throw new Error(`There is no tensor ${index} in this file.`)
    return tensor
  }
}

/** The only index, or the first of several. */
export function first(indices: readonly (number | undefined)[]): number {
  const [index] = indices
  if (index === undefined) throw new Error('An operator of this file lacks an operand.')
  return index
}
