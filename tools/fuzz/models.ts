import { isReason } from '#core/reasons.ts'
import { takesBytes } from '#workers/matting/own/onnxInputRange.ts'
import { inlineWeights } from '#workers/onnx/inlineWeights.ts'
import { writeModel } from '#workers/onnx/proto.ts'
import { readModel } from '#workers/onnx/readModel.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { DamagedTensor, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { readCompactOrigin } from '#workers/weights/compactHeader.ts'
import { mutatedBytes } from './mutateBytes.ts'
import { jsonOf, mutatedJson } from './mutateJson.ts'
import type { Random } from './random.ts'
import { BrokenPromiseError, type Target } from './target.ts'

type Bytes = Uint8Array<ArrayBuffer>

const tensors = {
  __metadata__: { format: 'pt', 'clearcut.original.name': 'a.safetensors' },
  'module.a.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
  'a.bias': { dtype: 'F16', shape: [3], data_offsets: [24, 30] },
  'b.weight': { dtype: 'BF16', shape: [1, 1, 5], data_offsets: [30, 40] },
  'b.weight.scale': { dtype: 'F64', shape: [1], data_offsets: [40, 48] },
  count: { dtype: 'I64', shape: [], data_offsets: [48, 56] },
  small: { dtype: 'I8', shape: [8], data_offsets: [56, 64] },
}

/** Model files: checkpoints, and graphs of ONNX. */
export const modelTargets: readonly Target[] = [
  {
    name: 'safetensors',
    mostBytes: 4_000_000,
    input: (random) =>
      random.below(2) === 0 ? mutatedBytes([safetensors(tensors)], random) : withChangedHeader(random),
    run: (input) => (typeof input === 'string' ? false : openAll(input)),
  },
  {
    name: 'onnx',
    mostBytes: 4_000_000,
    input: (random) => mutatedBytes([smallGraph(false), smallGraph(true)], random),
    run: (input) => {
      if (typeof input === 'string') return false
      const model = readModel(input)
      if (model === undefined) return false
      takesBytes(model, 'image')
      const files = new Map([...model.externalFiles].map((name) => [name, new Uint8Array(16)] as const))
      return inlineWeights(input, files) !== undefined
    },
  },
]

function safetensors(header: unknown): Bytes {
  const json = new TextEncoder().encode(jsonOf(header))
  const file = new Uint8Array(8 + json.length + 64)
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true)
  file.set(json, 8)
  return file
}

function withChangedHeader(random: Random): Bytes {
  return safetensors(mutatedJson(tensors, random))
}

/** All of a checkpoint, whose tensors lie within the file by then. */
function openAll(bytes: Bytes): boolean {
  const source: ByteSource = {
    sizeBytes: bytes.length,
    read(start, end) {
      if (start < 0 || end > bytes.length || end < start) throw new BrokenPromiseError(`read ${start} to ${end}`)
      return bytes.slice(start, end)
    },
  }
  readCompactOrigin(source)
  const opened = openCheckpoint(source)
  if (!opened.ok) {
    if (!isReason(opened.reason)) throw new BrokenPromiseError(opened.reason)
    return false
  }
  try {
    for (const key of opened.value.tensors.keys()) opened.value.read(key)
  } catch (error) {
    // Values that are not finite have this name, and are told.
    if (!(error instanceof DamagedTensor)) throw error
    return false
  }
  return true
}

/** A picture divided by 255 and multiplied by weights, in the file or beside it. */
function smallGraph(isExternal: boolean): Bytes {
  const external = isExternal ? { external: { location: 'weights.bin', offset: 0, length: 12 } } : {}
  return writeModel({
    opsets: new Map([['', 17]]),
    graph: {
      name: 'small',
      nodes: [
        { name: 'cast', type: 'Cast', domain: '', inputs: ['image'], outputs: ['floats'], attributes: { to: 1 } },
        { name: 'div', type: 'Div', domain: '', inputs: ['floats', 'top'], outputs: ['scaled'], attributes: {} },
        {
          name: 'mul',
          type: 'Mul',
          domain: '',
          inputs: ['scaled', 'weights'],
          outputs: ['mask'],
          attributes: { axes: [1, 2] },
        },
      ],
      initializers: [
        { name: 'top', tensor: { dtype: 'f32', shape: [1], data: Float32Array.of(255) } },
        { name: 'weights', tensor: { dtype: 'f32', shape: [3], data: Float32Array.of(1, 2, 3) }, ...external },
      ],
      inputs: [{ name: 'image', dtype: 'u8', shape: [1, 3, 8, 8] }],
      outputs: [{ name: 'mask', dtype: 'f32', shape: [1, 3, 8, 8] }],
      inner: [],
    },
  })
}
