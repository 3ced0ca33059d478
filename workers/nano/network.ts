import type { Size } from '#core/geometry.ts'
import { Graph, type Value } from '#workers/onnx/graph.ts'
import { NetworkGraph } from '#workers/onnx/networkGraph.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import { foldBias, readNorm, scaleOutputs } from '#workers/weights/fold.ts'

/** Everything that shapes the graph besides the weights. */
export interface NanoPlan {
  /** The input in pixels, both sides multiples of 32. */
  size: Size
  precision: 'fp32' | 'fp16'
  /** Whether the graph takes a person's hints; without them it is a little smaller. */
  hasHints: boolean
  /** Whether the graph also gives the features that the dab branch reads. */
  keepsFeatures?: boolean
}

/** The kernel [outputs, inputs, k, k] of a convolution and its bias, made when their bytes are written. */
export interface Kernel {
  weight: () => Float32Array
  bias: () => Float32Array
}

/** What every part of BiRefNet-nano writes to. */
export class NanoNetwork extends NetworkGraph {
  readonly plan: NanoPlan
  readonly #checkpoint: Checkpoint

  constructor(checkpoint: Checkpoint, plan: NanoPlan) {
    super(new Graph({ name: 'nano' }))
    this.plan = plan
    this.#checkpoint = checkpoint
  }

  /** Sizes of a convolution's kernel: [outputs, inputs of a group, height, width]. */
  kernelShape(key: string): readonly number[] {
    const shape = this.#checkpoint.tensors.get(`${key}.weight`)?.shape
    if (shape?.length !== 4) throw new RangeError(`The network has no convolution ${key}.`)
    return shape
  }

  /** The convolution `key` with the norm that follows it folded in. Where the file has it folded already, there is no norm. */
  kernel(key: string, norm?: string): Kernel {
    const { tensors, read } = this.#checkpoint
    const ownBias = () => (tensors.has(`${key}.bias`) ? read(`${key}.bias`) : undefined)
    if (norm === undefined || !tensors.has(`${norm}.running_var`)) {
      const outputs = this.kernelShape(key)[0] ?? 0
      return { weight: () => read(`${key}.weight`), bias: () => ownBias() ?? new Float32Array(outputs) }
    }
    return {
      weight: () => scaleOutputs(read(`${key}.weight`), readNorm(this.#checkpoint, norm).scale),
      bias: () => foldBias(ownBias(), readNorm(this.#checkpoint, norm)),
    }
  }

  relu(x: Value): Value {
    return this.graph.op('Relu', [x])
  }

  sigmoid(x: Value): Value {
    return this.graph.op('Sigmoid', [x])
  }
}
