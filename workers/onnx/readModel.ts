import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'

/** What is looked at of an ONNX file without running it. */
export interface ReadModel {
  nodes: { op: string; domain: string; inputs: string[]; outputs: string[] }[]
  /** Values of small float constants, by name. */
  constants: Map<string, number[]>
  /** Names of the files that hold weights which are not in this one. */
  externalFiles: Set<string>
}

/** Constants of more values are weights. */
const mostValues = 16

/** Reads a `ModelProto` as far as it is asked for here; undefined where the bytes are none, or end too early. */
export function readModel(bytes: Uint8Array): ReadModel | undefined {
  const model: ReadModel = { nodes: [], constants: new Map(), externalFiles: new Set() }
  let hasGraph = false
  try {
    forEachField(bytes, (field, part) => {
      if (field !== 7 || part === undefined) return
      hasGraph = true
      forEachField(part, (inner, content) => {
        if (content === undefined) return
        if (inner === 1) readNode(content, model)
        if (inner === 5) readTensor(content, model)
      })
    })
  } catch {
    return undefined
  }
  return hasGraph ? model : undefined
}

/** Calls with each field's number, and its bytes where it has a length. Throws where the bytes end within one. */
export function forEachField(
  bytes: Uint8Array,
  act: (field: number, part: Uint8Array | undefined, whole: Uint8Array) => void,
): void {
  const reader = new BinaryReader(bytes)
  while (reader.pos < bytes.length) {
    const start = reader.pos
    const [field, wire] = reader.tag()
    if (wire === WireType.LengthDelimited) {
      const part = reader.bytes()
      act(field, part, bytes.subarray(start, reader.pos))
    } else {
      reader.skip(wire, field)
      if (reader.pos > bytes.length) throw new RangeError('the file ends too early')
      act(field, undefined, bytes.subarray(start, reader.pos))
    }
  }
}

const words = new TextDecoder()

function readNode(bytes: Uint8Array, { nodes, constants }: ReadModel): void {
  const node = { op: '', domain: '', inputs: [] as string[], outputs: [] as string[] }
  let values: number[] | undefined
  forEachField(bytes, (field, part) => {
    if (part === undefined) return
    if (field === 1) node.inputs.push(words.decode(part))
    if (field === 2) node.outputs.push(words.decode(part))
    if (field === 4) node.op = words.decode(part)
    if (field === 7) node.domain = words.decode(part)
    if (field === 5)
      forEachField(part, (inner, tensor) => {
        if (inner === 5 && tensor !== undefined) values = valuesOf(tensor)
      })
  })
  nodes.push(node)
  const [output] = node.outputs
  if (node.op === 'Constant' && output !== undefined && values !== undefined) constants.set(output, values)
}

function readTensor(bytes: Uint8Array, { constants, externalFiles }: ReadModel): void {
  let name = ''
  forEachField(bytes, (field, part) => {
    if (part === undefined) return
    if (field === 8) name = words.decode(part)
    if (field === 13) {
      const [key, value] = entryOf(part)
      if (key === 'location') externalFiles.add(value)
    }
  })
  const values = valuesOf(bytes)
  if (values !== undefined) constants.set(name, values)
}

/** Key and value of one `StringStringEntryProto`. */
export function entryOf(bytes: Uint8Array): [key: string, value: string] {
  const entry: [string, string] = ['', '']
  forEachField(bytes, (field, part) => {
    if (part !== undefined && (field === 1 || field === 2)) entry[field - 1] = words.decode(part)
  })
  return entry
}

/** The values of a small tensor of float32: in its own list (field 4) or as raw bytes (9). */
function valuesOf(bytes: Uint8Array): number[] | undefined {
  let isFloat = false
  let values: Uint8Array | undefined
  const reader = new BinaryReader(bytes)
  while (reader.pos < bytes.length) {
    const [field, wire] = reader.tag()
    if (field === 2 && wire === WireType.Varint) isFloat = reader.int32() === 1
    else if ((field === 4 || field === 9) && wire === WireType.LengthDelimited) values = reader.bytes()
    else reader.skip(wire, field)
  }
  if (!isFloat || values === undefined || values.length % 4 !== 0 || values.length > mostValues * 4) return undefined
  const copy = Uint8Array.from(values)
  return [...new Float32Array(copy.buffer)]
}
