import type { OnnxModel } from '#core/models.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import { readModel } from '#workers/onnx/readModel.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Session } from '#workers/runtime/session.ts'
import { modelId } from '#workers/store/modelId.ts'
import { takesBytes } from './onnxInputRange.ts'
import { tensorOf } from './onnxModelRun.ts'
import { type OnnxShape, shapeOf } from './onnxModelShape.ts'
import { usageOf } from './onnxModelUsage.ts'
import { planeOf } from './onnxOutput.ts'

type Usage = ReturnType<typeof usageOf>

/**
 * Loads a file that a person brought, once, to see that it works, and says how it will be used.
 * Fails with `model-truncated`, `model-unreadable` (the detail says why), `out-of-memory`, `no-webassembly` or `runtime-missing`.
 */
export async function describeModel(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<Outcome<OnnxModel>> {
  const graph = readModel(bytes)
  if (graph === undefined && bytes[0] === 0x08) return failure('model-truncated')
  const opened = await openSession(bytes, { backend: 'wasm' })
  if (!opened.ok) return opened.reason === 'model-unreadable' ? inWords(opened) : opened
  try {
    const shape = shapeOf(opened.value)
    if (!shape.ok) return shape
    const isBytes = graph !== undefined && takesBytes(graph, shape.value.input.name)
    const usage = usageOf(fileName, shape.value, isBytes)
    const working = isOpen(shape.value) ? await workingSize(opened.value, usage) : usage
    if (working === undefined)
      return failure('model-unreadable', 'it leaves its size open, and no size that was tried works')
    return success({ ...working, id: await modelId(bytes), sizeBytes: bytes.byteLength })
  } finally {
    await opened.value.release()
  }
}

function isOpen({ input: { width, height } }: OnnxShape): boolean {
  return width === undefined || height === undefined
}

/** Sides that networks were trained at, tried after the family's usual one: many leave their sides open and work at one only. */
const sides = [512, 320, 256, 1024, 640, 384, 448, 224, 768, 288, 480, 416, 160, 128]

/** The usage with a size at which the network runs and gives a mask; undefined where there is none. */
async function workingSize(session: Session, usage: Usage): Promise<Usage | undefined> {
  const [input] = session.inputs
  if (input === undefined) return undefined
  const [given] = [usage.input.width, usage.input.height].filter((side) => input.shape.includes(side))
  const squares = sides.map((side) => ({ width: side, height: side }))
  const sizes = [usage.input, ...(given === undefined ? squares : [])]
  for (const size of sizes) {
    const tried = { ...usage, input: size }
    const tensor = tensorOf(new Float32Array(3 * size.width * size.height).fill(0.5), input, tried)
    const result = await session.run({ [input.name]: tensor }, [usage.output])
    const output = result.ok ? result.value[usage.output] : undefined
    if (output !== undefined && planeOf(output.dims) !== undefined) return tried
    if (!result.ok && result.reason !== 'model-failed') return undefined
  }
  return undefined
}

/** What onnxruntime says, as a person can read it; the rest of its words stay as they are. */
const meanings: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /(?:Unsupported model IR version|opset).*?(?:version|\d)/i,
    () => 'it was written for a newer ONNX than the runtime knows; export it with opset 17',
  ],
  [
    /(?:is not a registered function\/op|No Op registered for|Could not find an implementation for) ?\(?(\w+)?/i,
    ([, op]) =>
      `it uses an operator that the runtime does not know${op === undefined ? '' : ` (${op})`}; export it with ONNX’s own operators`,
  ],
  [
    /external data|External data|cannot open|file_size/i,
    () => 'weights that lie in another file are missing or too short',
  ],
  [/Protobuf parsing failed|INVALID_PROTOBUF|ModelProto/i, () => 'it is no ONNX file'],
  [/TypeInferenceError|ShapeInferenceError|Type Error|INVALID_GRAPH/i, () => 'its parts do not fit each other'],
]

function inWords({ detail = '' }: Failure): Failure {
  for (const [pattern, words] of meanings) {
    const found = pattern.exec(detail)
    if (found !== null) return failure('model-unreadable', words(found))
  }
  return failure('model-unreadable', detail)
}
