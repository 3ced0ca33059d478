import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Session } from '#workers/runtime/session.ts'
import type { TensorInfo } from '#workers/runtime/tensor.ts'
import { planeOf } from './onnxOutput.ts'

/** What a graph takes and gives, as far as it says so; open sides are undefined. */
export interface OnnxShape {
  input: OpenSize & {
    name: string
    type: 'float32' | 'float16' | 'uint8'
    /** Whether the three channels come last, as TensorFlow has them. */
    isChannelsLast: boolean
  }
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
/** How far a mask's proportions may be from its picture's. */
const sameAspect = 1.15

/** Checks that a graph takes one RGB picture and gives a mask; `model-unreadable` with the rule that it breaks where not. */
export function shapeOf({ inputs, outputs }: Pick<Session, 'inputs' | 'outputs'>): Outcome<OnnxShape> {
  const [input] = inputs
  if (input === undefined || inputs.length > 1) {
    return refuse(`it has ${inputs.length} inputs (${inputs.map(({ name }) => name).join(', ')}), not one picture`)
  }
  const { name, type, shape } = input
  if (type !== 'float32' && type !== 'float16' && type !== 'uint8')
    return refuse(`its input is of type ${type}; a picture has float32, float16 or uint8`)
  const sides = shape.length === 4 ? shape.slice(1) : shape
  if (sides.length !== 3) return refuse(`its input is ${spell(input)}, not one picture of three colours`)
  if (shape.length === 4 && (shape[0] ?? 1) !== 1)
    return refuse(`it takes ${shape[0]} pictures at once; export it for one (batch size 1)`)
  const isChannelsLast = sides[2] === 3 && sides[0] !== 3
  const channels = isChannelsLast ? sides[2] : sides[0]
  if ((channels ?? 3) !== 3)
    return refuse(`its input is ${spell(input)}, a picture of ${channels} channels in the place of three`)
  const [height, width] = isChannelsLast ? sides : sides.slice(1)
  if (Math.max(width ?? 1, height ?? 1) > maxSide) return refuse(`its input is ${spell(input)}, larger than ${maxSide}`)
  const size = { width, height }
  const masks = outputs.flatMap((output) => maskOf(output, size) ?? [])
  if (masks.length === 0) return refuse(`none of its outputs is a mask: ${outputs.map(spell).join('; ')}`)
  return success({ input: { name, type, ...size, isChannelsLast }, masks, outputCount: outputs.length })
}

const maskTypes: ReadonlySet<string> = new Set(['float32', 'float16', 'uint8', 'int8', 'int32', 'int64', 'bool'])

/** A plane in one of the ways of `planeOf`, with the proportions of the picture; a graph that does not say is believed until it runs. */
function maskOf({ name, type, shape }: TensorInfo, picture: OpenSize): (OpenSize & { name: string }) | undefined {
  if (!maskTypes.has(type)) return undefined
  if (shape.length === 0) return { name, width: undefined, height: undefined }
  const plane = planeOf(shape)
  if (plane === undefined) return undefined
  const { width, height } = plane
  if ((width ?? 2) < 2 || (height ?? 2) < 2) return undefined
  const aspect = ratio(width, height) / ratio(picture.width, picture.height)
  return aspect > sameAspect || aspect < 1 / sameAspect ? undefined : { name, width, height }
}

function ratio(width: number | undefined, height: number | undefined): number {
  return width === undefined || height === undefined ? Number.NaN : width / height
}

function spell({ name, type, shape }: TensorInfo): string {
  return `${name} ${type}[${shape.map((side) => side ?? '?').join(' x ')}]`
}

function refuse(rule: string): Failure {
  return failure('model-unreadable', rule)
}
