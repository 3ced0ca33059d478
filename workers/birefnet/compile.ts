import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ExternalTensor } from '#workers/onnx/external.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { type Checkpoint, DamagedTensor, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { detectPatchOrder, type PatchOrder } from '#workers/weights/patchOrder.ts'
import { asTrained } from './asTrained.ts'
import type { Backbone } from './backbone.ts'
import { birefnet } from './birefnet.ts'
import { inspectCheckpoint } from './inspect.ts'
import { forecastMemory, type MemoryForecast } from './memoryModel.ts'
import { Network } from './network.ts'
import type { Plan } from './plan.ts'

/** What to compile, and from which file. */
export interface CompileRequest extends Omit<Plan, 'patchOrder'> {
  source: ByteSource
  /** The catalogue's word on the patch order; left out, the weights are asked. */
  patchOrder?: PatchOrder
  /** Also make these inner values outputs, for comparing (`enc.x1` to `enc.x4`, `squeeze_module`, `decoder.decoder_block4` to `1`). */
  inner?: readonly string[]
}

/** A network that is ready for a session. */
export interface CompiledNetwork {
  backbone: Backbone
  patchOrder: PatchOrder
  /** The ModelProto without its large constants. Input `image` [1, 3, H, W], output `logits` [1, 1, H, W], both float32. */
  model: Uint8Array<ArrayBuffer>
  /** The large constants; each is read, transformed and given away by one call of its `data`. */
  external: ExternalTensor[]
  /** What it will take of the wasm heap. */
  memory: MemoryForecast
}

/** Name of the file that the model looks for its weights in. */
const weightsPath = 'weights.bin'

/**
 * Compiles a checkpoint for one device and size. Fails with a `checkpoint-...` reason that names the key.
 * The weights themselves are produced later, one by one, by `external`; a damaged one throws `DamagedTensor` there.
 */
export function compileBiRefNet(request: CompileRequest): Outcome<CompiledNetwork> {
  const { source, patchOrder, inner = [], ...plan } = request
  checkSize(plan.size)
  const opened = openCheckpoint(source)
  if (!opened.ok) return opened
  const checkpoint = asTrained(opened.value)
  const backbone = inspectCheckpoint(checkpoint)
  if (!backbone.ok) return backbone
  try {
    const order = patchOrder ?? orderOf(checkpoint)
    const net = new Network(checkpoint, { ...plan, patchOrder: order })
    writeGraph(net, backbone.value, inner)
    const built = net.graph.build({ externalData: weightsPath, filePerTensor: true })
    const memory = forecastMemory(net.graph, built.external)
    return success({ backbone: backbone.value, patchOrder: order, memory, ...built })
  } catch (error) {
    if (error instanceof DamagedTensor) return failure('checkpoint-incomplete', error.message)
    throw error
  }
}

/** Writes the whole network, with its input and outputs, into the empty graph. */
export function writeGraph(net: Network, backbone: Backbone, inner: readonly string[]): void {
  const { graph, plan } = net
  const shape = [1, 3, plan.size.height, plan.size.width]
  const image = graph.input('image', 'f32', shape)
  const network = birefnet(net, image, backbone)
  graph.output(net.as(network.logits, 'f32'), 'logits')
  for (const name of inner) {
    const value = network.inner[name]
    if (value === undefined) throw new RangeError(`The network has no ${name}.`)
    graph.output(net.as(value, 'f32'), name)
  }
}

function checkSize({ width, height }: Plan['size']): void {
  for (const side of [width, height]) {
    if (side < 64 || side % 32 !== 0) throw new RangeError(`A side of ${side} is not a multiple of 32 from 64 on.`)
  }
}

/** The reference at 1/32 has the most tiles and so the most evidence. */
function orderOf(checkpoint: Checkpoint): PatchOrder {
  return detectPatchOrder(checkpoint.read('decoder.ipt_blk5.conv1.weight'), 32, 64).order
}
