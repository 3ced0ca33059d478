import type { Attribute } from './attribute.ts'
import { ExternalLayout, type ExternalTensor } from './external.ts'
import { Names } from './names.ts'
import { type NodeParts, type ValueParts, writeModel } from './proto.ts'
import { byteLength, type Dtype, type Tensor } from './tensor.ts'

/** A value that flows through the graph: what an input, a constant or an operator gives. */
export interface Value {
  readonly name: string
  readonly dtype: Dtype
  /** Static sizes of the axes; `[]` is a scalar. */
  readonly shape: readonly number[]
}

/** What an operator's result is; what is left out is taken from the first operand. `name` is made unique, and made up when left out. */
export interface Signature {
  shape?: readonly number[]
  dtype?: Dtype
  name?: string
}

export interface OpOptions extends Signature {
  /** `''` is ONNX's own (the default); `com.microsoft` holds ONNX Runtime's. */
  domain?: string
}

export interface GraphOptions {
  name?: string
  /** Version of ONNX's own opset. 17 keeps GridSample at version 16, the last that WebGPU runs. */
  opset?: number
}

export interface BuildOptions {
  /** Name of the file outside the model for large constants; without it everything goes inside. */
  externalData?: string | undefined
  /** Give every external constant a file of its own (`weights.bin.0`, ...), so that nothing needs joining. */
  filePerTensor?: boolean
  /** Constants below this many bytes stay inside the model. */
  threshold?: number
  /** Also write the dtype and shape of inner values, so that ONNX Runtime compares them with its own inference. */
  declareInner?: boolean
}

export interface BuiltModel {
  model: Uint8Array<ArrayBuffer>
  external: ExternalTensor[]
}

type Attributes = Readonly<Record<string, Attribute>>
type Operands = readonly (Value | undefined)[]

/** Builds an ONNX graph with static shapes. Constants keep the given views; bytes are only touched by `build` (small ones) or by the reader of `external`. */
export class Graph {
  readonly #name: string
  readonly #opset: number
  readonly #names = new Names()
  readonly #nodeNames = new Names()
  readonly #nodes: NodeParts[] = []
  readonly #inputs: Value[] = []
  readonly #constants = new Map<string, { value: Value; tensor: Tensor }>()
  readonly #made = new Map<string, Value>()
  /** Output name by the inner name of the value that an operator made. */
  readonly #renamed = new Map<string, string>()
  readonly #outputs: ValueParts[] = []

  constructor({ name = 'clearcut', opset = 17 }: GraphOptions = {}) {
    this.#name = name
    this.#opset = opset
  }

  /** An input that the caller of the session feeds, under exactly this name. */
  input(name: string, dtype: Dtype, shape: readonly number[]): Value {
    const value = { name: this.#exact(name), dtype, shape }
    this.#inputs.push(value)
    return value
  }

  /** A constant. The same name gives the same value; a `RangeError` tells of a name used for another dtype or shape. */
  constant(name: string, tensor: Tensor): Value {
    const known = this.#constants.get(name)?.value
    if (known === undefined) {
      const value = { name: this.#names.take(name), dtype: tensor.dtype, shape: tensor.shape }
      this.#constants.set(name, { value, tensor })
      return value
    }
    if (known.dtype !== tensor.dtype || known.shape.join() !== tensor.shape.join()) {
      throw new RangeError(
        `Constant ${name} is ${known.dtype} [${known.shape}], not ${tensor.dtype} [${tensor.shape}].`,
      )
    }
    return known
  }

  /** A 1-D constant of whole numbers (shapes, axes, indices), made once for each list. */
  ints(values: readonly number[], dtype: 'i64' | 'i32' = 'i64'): Value {
    const data = dtype === 'i32' ? Int32Array.from(values) : BigInt64Array.from(values, BigInt)
    return this.constant(`${dtype}[${values.join()}]`, { dtype, shape: [values.length], data })
  }

  /** A scalar f32 constant, made once for each number. */
  scalar(value: number): Value {
    return this.constant(`f32(${value})`, { dtype: 'f32', shape: [], data: Float32Array.of(value) })
  }

  /** An operator with one result. `undefined` leaves an optional operand out. */
  op(type: string, inputs: Operands, attributes: Attributes = {}, options: OpOptions = {}): Value {
    const { domain = '', ...signature } = options
    const value = this.#make(type, inputs, signature)
    this.#node(type, inputs, [value], attributes, domain)
    return value
  }

  /** An operator with several results, one for each signature. */
  ops<const Signatures extends readonly Signature[]>(
    type: string,
    inputs: Operands,
    attributes: Attributes,
    signatures: Signatures,
    domain = '',
  ): { [Index in keyof Signatures]: Value } {
    const values = signatures.map((signature) => this.#make(type, inputs, signature))
    this.#node(type, inputs, values, attributes, domain)
    // `map` keeps length and order, which its type does not say.
    return values as { [Index in keyof Signatures]: Value }
  }

  /** Makes the value an output of the graph, under exactly this name. */
  output(value: Value, name: string): void {
    const isOwn = this.#made.has(value.name) && !this.#renamed.has(value.name)
    const source = isOwn ? value : this.op('Identity', [value])
    this.#renamed.set(source.name, name === source.name ? name : this.#exact(name))
    this.#outputs.push({ ...value, name })
  }

  /** The operators in the order in which they were made; constants and inputs are operands that no operator made. */
  get nodes(): readonly NodeParts[] {
    return this.#nodes
  }

  get inputs(): readonly Value[] {
    return this.#inputs
  }

  get outputs(): readonly ValueParts[] {
    return this.#outputs
  }

  /** What an operator made under this name. */
  made(name: string): Value | undefined {
    return this.#made.get(name)
  }

  /** The model's bytes, and the constants that lie outside of it. The graph can be built again with other options. */
  build(options: BuildOptions = {}): BuiltModel {
    const { externalData, filePerTensor = false, threshold = 1024, declareInner = false } = options
    const layout = new ExternalLayout(externalData ?? '', filePerTensor)
    const initializers = Array.from(this.#constants.values(), ({ value: { name }, tensor }) => {
      const isSmall = byteLength(tensor.dtype, tensor.shape) < threshold
      return externalData === undefined || isSmall
        ? { name, tensor }
        : { name, tensor, external: layout.place(name, tensor) }
    })
    const renamed = (name: string) => this.#renamed.get(name) ?? name
    const nodes = this.#nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(renamed),
      outputs: node.outputs.map(renamed),
    }))
    const inner = declareInner ? [...this.#made.values()].filter(({ name }) => !this.#renamed.has(name)) : []
    const parts = { name: this.#name, nodes, initializers, inputs: this.#inputs, outputs: this.#outputs, inner }
    const domains = new Set(this.#nodes.map(({ domain }) => domain))
    const opsets = new Map([['', this.#opset]])
    for (const domain of domains) if (domain !== '') opsets.set(domain, 1)
    return { model: writeModel({ graph: parts, opsets }), external: layout.tensors }
  }

  #make(type: string, inputs: Operands, { name, shape, dtype }: Signature): Value {
    const [first] = inputs
    const given = { dtype: dtype ?? first?.dtype, shape: shape ?? first?.shape }
    if (given.dtype === undefined || given.shape === undefined) {
      throw new TypeError(`${type} has no first operand: give its dtype and shape.`)
    }
    const value = { name: this.#names.take(name ?? type), dtype: given.dtype, shape: given.shape }
    this.#made.set(value.name, value)
    return value
  }

  #node(type: string, inputs: Operands, outputs: readonly Value[], attributes: Attributes, domain: string): void {
    const name = this.#nodeNames.take(outputs[0]?.name ?? type)
    const operands = inputs.map((value) => value?.name ?? '')
    this.#nodes.push({ name, type, domain, inputs: operands, outputs: outputs.map((value) => value.name), attributes })
  }

  #exact(name: string): string {
    const taken = this.#names.take(name)
    if (taken !== name) throw new RangeError(`The name ${name} is already used in this graph.`)
    return taken
  }
}
