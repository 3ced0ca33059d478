import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Session } from '#workers/runtime/session.ts'
import type { TensorInfo } from '#workers/runtime/tensor.ts'

/** What a graph takes and gives, as far as it says so; open sides are undefined. */
export interface OnnxShape {
  input: OpenSize & { name: string; type: 'float32' | 'float16' }
  /** Outputs that may carry a mask, in the graph's order; at least one. */
  masks: readonly (OpenSize & { name: string })[]
  /** How many outputs there are in all. */
  outputCount: number
}

interface OpenSize {
  width: number | undefined
  height: number | undefined
}

/** Sides beyond this are no picture that fits the heap. */
const maxSide = 4096

/** Checks that a graph takes one RGB picture and gives a mask; `model-unreadable` with the rule that it breaks where not. */
export function shapeOf({ inputs, outputs }: Pick<Session, 'inputs' | 'outputs'>): Outcome<OnnxShape> {
  const [input] = inputs
  if (input === undefined || inputs.length > 1) {
    return refuse(`it has ${inputs.length} inputs, not one picture`)
  }
  const { name, type } = input
  if (type !== 'float32' && type !== 'float16') return refuse(`its input is of type ${type}, not float32 or float16`)
  const [batch, channels, height, width] = input.shape
  const isPicture = input.shape.length === 4 && (batch ?? 1) === 1 && (channels ?? 3) === 3
  if (!isPicture) return refuse(`its input is ${spell(input)}, not 1 x 3 x height x width`)
  if (Math.max(width ?? 1, height ?? 1) > maxSide) return refuse(`its input is ${spell(input)}, larger than ${maxSide}`)
  const masks = outputs.flatMap((output) => maskOf(output) ?? [])
  if (masks.length === 0) return refuse(`none of its outputs is a mask: ${outputs.map(spell).join('; ')}`)
  return success({ input: { name, type, width, height }, masks, outputCount: outputs.length })
}

/** A mask is 1 x 1 x height x width, or without the second axis, or both axes; a graph that does not say is believed until it runs. */
function maskOf({ name, type, shape }: TensorInfo): (OpenSize & { name: string }) | undefined {
  if (type !== 'float32' && type !== 'float16') return undefined
  if (shape.length === 0) return { name, width: undefined, height: undefined }
  if (shape.length < 2 || shape.length > 4) return undefined
  const [height, width] = shape.slice(-2)
  const isSingle = shape.slice(0, -2).every((size) => (size ?? 1) === 1)
  const isPlane = (width ?? 2) > 1 && (height ?? 2) > 1
  return isSingle && isPlane ? { name, width, height } : undefined
}

function spell({ name, type, shape }: TensorInfo): string {
  return `${name} ${type}[${shape.map((side) => side ?? '?').join(' x ')}]`
}

function refuse(rule: string): Failure {
  return failure('model-unreadable', rule)
}
