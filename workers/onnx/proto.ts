import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { Attribute } from './attribute.ts'
import { type Dtype, dtypes, type Tensor, tensorBytes } from './tensor.ts'

// Field numbers and type codes are those of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3).

export interface ModelParts {
  graph: GraphParts
  /** Opset versions by domain; `''` is ONNX's own. */
  opsets: ReadonlyMap<string, number>
}

interface GraphParts {
  name: string
  nodes: readonly NodeParts[]
  initializers: readonly InitializerParts[]
  inputs: readonly ValueParts[]
  outputs: readonly ValueParts[]
  /** Declared types of inner values; ONNX Runtime checks its own inference against them. */
  inner: readonly ValueParts[]
}

export interface NodeParts {
  name: string
  type: string
  domain: string
  /** Names of the operands; `''` leaves an optional one out. */
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Readonly<Record<string, Attribute>>
}

export interface ValueParts {
  name: string
  dtype: Dtype
  shape: readonly number[]
}

interface InitializerParts {
  name: string
  tensor: Tensor
  /** Where the bytes lie when they are not in the model itself. */
  external?: { location: string; offset: number; length: number }
}

const irVersion = 9

/** The bytes of an ONNX `ModelProto`. */
export function writeModel({ graph, opsets }: ModelParts): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter()
  int(writer, 1, irVersion)
  text(writer, 2, 'clearcut')
  message(writer, 7, () => writeGraph(writer, graph))
  for (const [domain, version] of opsets) {
    message(writer, 8, () => {
      text(writer, 1, domain)
      int(writer, 2, version)
    })
  }
  return writer.finish()
}

function writeGraph(writer: BinaryWriter, graph: GraphParts): void {
  for (const node of graph.nodes) message(writer, 1, () => writeNode(writer, node))
  text(writer, 2, graph.name)
  for (const initializer of graph.initializers) message(writer, 5, () => writeInitializer(writer, initializer))
  for (const value of graph.inputs) message(writer, 11, () => writeValue(writer, value))
  for (const value of graph.outputs) message(writer, 12, () => writeValue(writer, value))
  for (const value of graph.inner) message(writer, 13, () => writeValue(writer, value))
}

function writeNode(writer: BinaryWriter, node: NodeParts): void {
  for (const name of node.inputs) text(writer, 1, name)
  for (const name of node.outputs) text(writer, 2, name)
  text(writer, 3, node.name)
  text(writer, 4, node.type)
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, () => writeAttribute(writer, name, value))
  }
  if (node.domain !== '') text(writer, 7, node.domain)
}

function writeAttribute(writer: BinaryWriter, name: string, value: Attribute): void {
  text(writer, 1, name)
  int(writer, 20, writeAttributeValue(writer, value))
}

/** Writes the value and gives back its `AttributeProto.AttributeType`. */
function writeAttributeValue(writer: BinaryWriter, value: Attribute): number {
  if (typeof value === 'number') {
    int(writer, 3, value)
    return 2
  }
  if (typeof value === 'string') {
    text(writer, 4, value)
    return 3
  }
  if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float)
    return 1
  }
  if ('floats' in value) {
    message(writer, 7, () => {
      for (const item of value.floats) writer.float(item)
    })
    return 6
  }
  if ('dtype' in value) {
    message(writer, 5, () => writeInitializer(writer, { name: '', tensor: value }))
    return 4
  }
  message(writer, 8, () => {
    for (const item of value) writer.int64(item)
  })
  return 7
}

function writeInitializer(writer: BinaryWriter, { name, tensor, external }: InitializerParts): void {
  message(writer, 1, () => {
    for (const size of tensor.shape) writer.int64(size)
  })
  int(writer, 2, dtypes[tensor.dtype].code)
  text(writer, 8, name)
  if (external === undefined) {
    writer.tag(9, WireType.LengthDelimited).bytes(tensorBytes(tensor))
    return
  }
  for (const [key, value] of Object.entries(external)) {
    message(writer, 13, () => {
      text(writer, 1, key)
      text(writer, 2, String(value))
    })
  }
  int(writer, 14, 1)
}

function writeValue(writer: BinaryWriter, { name, dtype, shape }: ValueParts): void {
  text(writer, 1, name)
  message(writer, 2, () =>
    message(writer, 1, () => {
      int(writer, 1, dtypes[dtype].code)
      message(writer, 2, () => {
        for (const size of shape) message(writer, 1, () => int(writer, 1, size))
      })
    }),
  )
}

function int(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value)
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value)
}

function message(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork()
  write()
  writer.join()
}
