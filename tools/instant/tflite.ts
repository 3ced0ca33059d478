import { ByteBuffer } from 'flatbuffers'
import { FlatTable } from './flatTable.ts'

// Field numbers and codes are those of TensorFlow Lite's schema, version 3
// (https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs).

export interface TfliteModel {
  description: string
  tensors: TfliteTensor[]
  operators: TfliteOperator[]
  /** Indices of the tensors that go in and come out. */
  inputs: number[]
  outputs: number[]
}

export interface TfliteTensor {
  name: string
  shape: number[]
  type: TfliteType
  /** The constant's bytes; empty for a value that is computed. */
  data: Uint8Array
}

type TfliteType = 'f32' | 'f16' | 'i32' | 'other'

export interface TfliteOperator {
  /** The builtin's name as in the schema, or the custom operator's own. */
  type: string
  inputs: number[]
  outputs: number[]
  /** The builtin's options, to be read by field number. */
  options: FlatTable | undefined
  customOptions: Uint8Array
}

const types: readonly TfliteType[] = ['f32', 'f16', 'i32']

/** The builtin operators that the converter knows, by code. */
const builtins: Readonly<Record<number, string>> = {
  0: 'ADD',
  1: 'AVERAGE_POOL_2D',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  14: 'LOGISTIC',
  18: 'MUL',
  19: 'RELU',
  21: 'RELU6',
  23: 'RESIZE_BILINEAR',
  40: 'MEAN',
  117: 'HARD_SWISH',
}

const customCode = 32

/** Reads a TensorFlow Lite file with one subgraph; throws when it is not one. */
export function readTflite(bytes: Uint8Array): TfliteModel {
  // Node's Buffer is a Uint8Array whose slice() does not copy: hold a plain one.
  const buffer = new ByteBuffer(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!buffer.__has_identifier('TFL3')) throw new Error('This is not a TensorFlow Lite file.')
  const root = FlatTable.root(buffer)
  const [subgraph, ...others] = root.tables(2)
  if (subgraph === undefined || others.length > 0) throw new Error('Only files with one subgraph can be converted.')
  const codes = root.tables(1).map(operatorName)
  const buffers = root.tables(4)
  return {
    description: root.text(3),
    tensors: subgraph.tables(0).map((table) => ({
      shape: table.int32s(0),
      type: types[table.int8(1)] ?? 'other',
      data: buffers[table.int32(2)]?.bytes(0) ?? new Uint8Array(),
      name: table.text(3),
    })),
    inputs: subgraph.int32s(1),
    outputs: subgraph.int32s(2),
    operators: subgraph.tables(3).map((table) => ({
      type: codes[table.int32(0)] ?? 'unknown',
      inputs: table.int32s(1),
      outputs: table.int32s(2),
      options: table.table(4),
      customOptions: table.bytes(5),
    })),
  }
}

function operatorName(table: FlatTable): string {
  // Files from before 2020 only have the one-byte code in field 0.
  const code = Math.max(table.int8(0), table.int32(3))
  return code === customCode ? table.text(1) : (builtins[code] ?? `builtin ${code}`)
}
