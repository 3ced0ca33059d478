import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { Graph } from '#workers/onnx/graph.ts'
import { scratch } from './data.ts'

/** What a network calls its parts; `step` is its last operator, of ONNX's own unless named. */
interface Names {
  graph?: string
  input?: string
  output?: string
  step?: string
  /** What its maker says of it: their name, and a key and value of `metadata_props`. */
  remark?: string
}

/** Writes a network that takes what is dark for the subject, and gives its path. Logits, from the red of the picture. */
export function darkModel(name: string, side = 64, names: Names = {}): string {
  const { graph: called = 'dark', input = 'input', output = 'output', step = 'Mul', remark } = names
  const graph = new Graph({ name: called })
  const photo = graph.input(input, 'f32', [1, 3, side, side])
  const rows = [graph.ints([0]), graph.ints([1]), graph.ints([1])]
  const red = graph.op('Slice', [photo, ...rows], {}, { shape: [1, 1, side, side] })
  graph.output(graph.op(step, [red, graph.scalar(-40)]), output)
  const path = join(scratch, name)
  const { model } = graph.build()
  writeFileSync(path, remark === undefined ? model : Buffer.concat([model, remarks(remark)]))
  return path
}

/** Fields of ONNX's ModelProto, which may follow the others: producer_name, doc_string, and an entry of metadata_props. */
function remarks(text: string): Uint8Array {
  const writer = new BinaryWriter()
  for (const field of [2, 6]) writer.tag(field, WireType.LengthDelimited).string(text)
  writer.tag(14, WireType.LengthDelimited).fork()
  for (const field of [1, 2]) writer.tag(field, WireType.LengthDelimited).string(text)
  return writer.join().finish()
}
