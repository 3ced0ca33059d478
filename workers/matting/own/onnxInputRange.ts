import type { ReadModel } from '#workers/onnx/readModel.ts'

/** Operators that change the form of a picture and not its values. */
const passing: ReadonlySet<string> = new Set([
  'Cast',
  'Transpose',
  'Identity',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'Resize',
  'Pad',
  'Split',
  'Slice',
  'Gather',
])

/** Steps from the input within which a network that normalises by itself does so. */
const deepest = 8

/** Whether a graph takes its picture's values as 0 to 255: its first arithmetic divides by hundreds, or takes away more than a few. */
export function takesBytes({ nodes, constants }: ReadModel, inputName: string): boolean {
  let names = new Set([inputName])
  for (let step = 0; step < deepest; step++) {
    const takers = nodes.filter(({ inputs }) => inputs.some((name) => names.has(name)))
    for (const { op, inputs } of takers) {
      const [value] = inputs.flatMap((name) => constants.get(name) ?? [])
      if (value === undefined) continue
      if (op === 'Div') return Math.abs(value) >= 50
      if (op === 'Mul') return Math.abs(value) <= 0.02
      if (op === 'Sub' || op === 'Add') return Math.abs(value) > 3
    }
    names = new Set(takers.filter(({ op }) => passing.has(op)).flatMap(({ outputs }) => outputs))
    if (names.size === 0) return false
  }
  return false
}
