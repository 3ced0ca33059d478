import { Graph, type Value } from '#workers/onnx/graph.ts'
import { NetworkGraph } from '#workers/onnx/networkGraph.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import { type ChannelAffine, readNorm } from '#workers/weights/fold.ts'
import type { Plan } from './plan.ts'

/** A layer's result, and a way to have it in 8 bits from the same input. */
export interface QuantisableLayer {
  name: string
  exact: Value
  quantised: () => Value
}

/** What every part of the network writes to: the graph, the weights it takes from, and the plan it follows. */
export class Network extends NetworkGraph {
  readonly plan: Plan
  /** Hears of each layer that has an 8-bit form, with both: for measuring what quantisation costs. */
  observe: ((layer: QuantisableLayer) => void) | undefined
  readonly #checkpoint: Checkpoint

  constructor(checkpoint: Checkpoint, plan: Plan) {
    // DeformConv begins at opset 19; GridSample stays at version 16 until 20, and WebGPU runs no later one.
    super(new Graph({ name: 'birefnet', opset: 19 }))
    this.plan = plan
    this.#checkpoint = checkpoint
  }

  /** The checkpoint's tensor as float32; only called while the model's bytes are written. */
  read(key: string): Float32Array<ArrayBuffer> {
    return this.#checkpoint.read(key)
  }

  /** A batch norm of the checkpoint as an affine map by channel. */
  readNorm(key: string): ChannelAffine {
    return readNorm(this.#checkpoint, key)
  }
}
