import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Graph } from '#workers/onnx/graph.ts'
import { scratch } from './data.ts'

/** What a network calls its parts; `step` is its last operator, of ONNX's own unless named. */
interface Names {
  graph?: string
  input?: string
  output?: string
  step?: string
}

/** Writes a network that takes what is dark for the subject, and gives its path. Logits, from the red of the picture. */
export function darkModel(name: string, side = 64, names: Names = {}): string {
  const { graph: called = 'dark', input = 'input', output = 'output', step = 'Mul' } = names
  const graph = new Graph({ name: called })
  const photo = graph.input(input, 'f32', [1, 3, side, side])
  const rows = [graph.ints([0]), graph.ints([1]), graph.ints([1])]
  const red = graph.op('Slice', [photo, ...rows], {}, { shape: [1, 1, side, side] })
  graph.output(graph.op(step, [red, graph.scalar(-40)]), output)
  const path = join(scratch, name)
  writeFileSync(path, graph.build().model)
  return path
}
