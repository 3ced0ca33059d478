import type { ExternalTensor } from '#workers/onnx/external.ts'
import type { Graph } from '#workers/onnx/graph.ts'
import { liveness } from '#workers/onnx/liveness.ts'
import { byteLength } from '#workers/onnx/tensor.ts'

/** What a network will take of the wasm heap, known before a session is made. */
export interface MemoryForecast {
  /** The heap's size after a run, in bytes. */
  peakBytes: number
  /** Weights and tables, which stay in the heap from the session's creation on. */
  weightBytes: number
  /** Most activations that are alive at once. */
  activationBytes: number
  /** What the buffers of a graphics card take, where the network runs on one; reckoned when it is asked for. */
  cardBytes(): number
}

/** Sizes of a card's buffers, in bytes, which ONNX Runtime rounds up to so that it can use them again (BucketCacheManager of its WebGPU provider). */
const bufferSizes = [
  ...[64, 128, 256, 512, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 524_288],
  ...[1_048_576, 2_097_152, 4_194_304, 8_388_608, 12_582_912, 16_777_216, 26_214_400, 33_554_432],
  ...[44_236_800, 58_982_400, 67_108_864, 134_217_728, 167_772_160],
]

/** ONNX Runtime itself with its threads' stacks, before any network. */
const runtimeBytes = 17e6

/** Kernels' scratch space, and gaps between blocks of many sizes, as a share of the activations (measured from 512 to 2048). */
const scratch = 1.12

/** Where in the last step the need falls is not known: the middle is never off by more than a tenth. */
const growth = 1.1

/**
 * Forecasts the heap of a lean session (`openSession`): the runtime, the weights once, input and output once more, and the activations
 * followed through the graph. The heap grows by a fifth at a time, so it ends up to 1.2 times as large as what is needed.
 */
export function forecastMemory(graph: Graph, external: readonly ExternalTensor[]): MemoryForecast {
  const weightBytes = external.reduce((sum, tensor) => sum + tensor.byteLength, 0)
  const activationBytes = liveness(graph).peakBytes
  const outside = [...graph.inputs, ...graph.outputs].reduce(
    (sum, { dtype, shape }) => sum + byteLength(dtype, shape),
    0,
  )
  const need = runtimeBytes + weightBytes + outside + activationBytes * scratch
  const cardBytes = () =>
    external.reduce((sum, tensor) => sum + bufferBytes(tensor.byteLength), liveness(graph, bufferBytes).peakBytes)
  return { peakBytes: Math.round(need * growth), weightBytes, activationBytes, cardBytes }
}

/** Size of the buffer that holds so many bytes. */
function bufferBytes(bytes: number): number {
  return bufferSizes.find((size) => size >= bytes) ?? 16 * Math.ceil(bytes / 16)
}
