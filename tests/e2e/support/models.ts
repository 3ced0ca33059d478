import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Graph } from '#workers/onnx/graph.ts'
import { scratch } from './data.ts'

/** Writes a network that takes what is dark for the subject, and gives its path. Logits, from the red of the picture. */
export function darkModel(name: string, side = 64): string {
  const graph = new Graph()
  const photo = graph.input('input', 'f32', [1, 3, side, side])
  const rows = [graph.ints([0]), graph.ints([1]), graph.ints([1])]
  const red = graph.op('Slice', [photo, ...rows], {}, { shape: [1, 1, side, side] })
  graph.output(graph.op('Mul', [red, graph.scalar(-40)]), 'output')
  const path = join(scratch, name)
  writeFileSync(path, graph.build().model)
  return path
}
