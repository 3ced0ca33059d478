import { Graph, type Value } from '#workers/onnx/graph.ts'
import { channelsFirst, depthwise, inputsFirst } from './layout.ts'
import { first, Operands } from './operands.ts'
import { readTflite, type TfliteModel, type TfliteOperator } from './tflite.ts'
import { isSame, type Pads, samePads, strides } from './window.ts'

/**
 * Converts MediaPipe's selfie segmenter from TensorFlow Lite to ONNX.
 * The result takes `input`, RGB from 0 to 1 as f32 `[1, 3, height, width]`, and gives `alpha`, 0 to 1, `[1, 1, height, width]`.
 * Weights stay fp16 behind a Cast, as in the source; the same bytes in give the same bytes out.
 */
export function convertInstant(tflite: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Converter(readTflite(tflite)).convert()
}

class Converter {
  readonly #source: TfliteModel
  readonly #graph = new Graph({ name: 'instant' })
  readonly #operands: Operands

  constructor(source: TfliteModel) {
    this.#source = source
    this.#operands = new Operands(source, this.#graph)
  }

  convert(): Uint8Array<ArrayBuffer> {
    const { inputs, outputs, operators } = this.#source
    const [input, output] = [first(inputs), first(outputs)]
    this.#operands.made(input, this.#graph.input('input', 'f32', this.#operands.shape(input)))
    for (const operator of operators) {
      if (operator.type !== 'DEQUANTIZE') this.#operands.made(first(operator.outputs), this.#operator(operator))
    }
    this.#graph.output(this.#operands.value(output), 'alpha')
    return this.#graph.build({ declareInner: true }).model
  }

  #operator(operator: TfliteOperator): Value {
    const { type, inputs, options } = operator
    switch (type) {
      case 'CONV_2D':
        return this.#activated(this.#convolution(operator, channelsFirst, 4), options?.int8(3) ?? 0)
      case 'DEPTHWISE_CONV_2D':
        return this.#activated(this.#convolution(operator, depthwise, 5), options?.int8(4) ?? 0)
      case 'Convolution2DTransposeBias':
        return this.#transposed(operator)
      case 'AVERAGE_POOL_2D':
        return this.#activated(this.#average(operator), options?.int8(5) ?? 0)
      case 'MEAN':
        return this.#mean(operator)
      case 'ADD':
        return this.#activated(this.#binary('Add', operator), options?.int8(0) ?? 0)
      case 'MUL':
        return this.#activated(this.#binary('Mul', operator), options?.int8(0) ?? 0)
      case 'RESIZE_BILINEAR':
        return this.#resize(operator)
      case 'RELU':
        return this.#graph.op('Relu', [this.#operands.value(first(inputs))])
      case 'RELU6':
        return this.#clip(this.#operands.value(first(inputs)), 0, 6)
      case 'LOGISTIC':
        return this.#graph.op('Sigmoid', [this.#operands.value(first(inputs))])
      case 'HARD_SWISH':
        return this.#graph.op('HardSwish', [this.#operands.value(first(inputs))])
      default:
        throw new Error(`The TensorFlow Lite operator ${type} is not known to the converter.`)
    }
  }

  #convolution(operator: TfliteOperator, axes: typeof channelsFirst | typeof depthwise, dilationField: number): Value {
    const [x, filter, bias] = operator.inputs
    const input = this.#operands.value(first([x]))
    const weight = this.#operands.weight(first([filter]), axes)
    const shape = this.#operands.shape(first(operator.outputs))
    const [kernel, stride] = [plane(weight), strides(operator.options)]
    const width = Math.max(1, operator.options?.int32(dilationField) ?? 1)
    const dilation = [Math.max(1, operator.options?.int32(dilationField + 1) ?? 1), width] as const
    const pads: Pads = isSame(operator.options)
      ? samePads(plane(input), plane({ shape }), kernel, stride, dilation)
      : [0, 0, 0, 0]
    const group = axes === depthwise ? (input.shape[1] ?? 1) : 1
    const attributes = { kernel_shape: kernel, strides: stride, dilations: dilation, pads, group }
    return this.#graph.op('Conv', [input, weight, this.#operands.bias(bias)], attributes, { shape })
  }

  /** MediaPipe's own operator; its options are three int32: padding (1 is SAME), stride width, stride height. */
  #transposed(operator: TfliteOperator): Value {
    const [x, filter, bias] = operator.inputs
    const input = this.#operands.value(first([x]))
    const weight = this.#operands.weight(first([filter]), inputsFirst)
    const { buffer, byteOffset, byteLength } = operator.customOptions
    const view = new DataView(buffer, byteOffset, byteLength)
    const stride = [view.getInt32(8, true), view.getInt32(4, true)] as const
    const shape = this.#operands.shape(first(operator.outputs))
    // A transposed convolution is padded as the convolution that would lead from its output back to its input.
    const same = view.getInt32(0, true) === 1
    const pads = same ? samePads(plane({ shape }), plane(input), plane(weight), stride, [1, 1]) : [0, 0, 0, 0]
    const attributes = { kernel_shape: plane(weight), strides: stride, pads }
    return this.#graph.op('ConvTranspose', [input, weight, this.#operands.bias(bias)], attributes, { shape })
  }

  #average(operator: TfliteOperator): Value {
    const input = this.#operands.value(first(operator.inputs))
    const shape = this.#operands.shape(first(operator.outputs))
    const kernel = [operator.options?.int32(4) ?? 1, operator.options?.int32(3) ?? 1] as const
    if (kernel.join() === plane(input).join()) return this.#graph.op('GlobalAveragePool', [input], {}, { shape })
    const stride = strides(operator.options)
    const isPadded = isSame(operator.options)
    const pads = isPadded ? samePads(plane(input), plane({ shape }), kernel, stride, [1, 1]) : [0, 0, 0, 0]
    return this.#graph.op('AveragePool', [input], { kernel_shape: kernel, strides: stride, pads }, { shape })
  }

  #mean(operator: TfliteOperator): Value {
    const [x, axes] = operator.inputs
    const shape = this.#operands.shape(first(operator.outputs))
    const isPlane = this.#operands.integers(first([axes])).join() === '1,2' && operator.options?.int8(0) === 1
    if (!isPlane) throw new Error('Only the mean over height and width that keeps both axes can be converted.')
    return this.#graph.op('GlobalAveragePool', [this.#operands.value(first([x]))], {}, { shape })
  }

  #binary(type: 'Add' | 'Mul', operator: TfliteOperator): Value {
    const shape = this.#operands.shape(first(operator.outputs))
    return this.#graph.op(
      type,
      operator.inputs.map((index) => this.#operands.value(index)),
      {},
      { shape },
    )
  }

  #resize(operator: TfliteOperator): Value {
    const { options, inputs, outputs } = operator
    const input = this.#operands.value(first(inputs))
    const shape = this.#operands.shape(first(outputs))
    const corners = options?.int8(2) === 1
    const centres = options?.int8(3) === 1 ? 'half_pixel' : 'asymmetric'
    const attributes = { mode: 'linear', coordinate_transformation_mode: corners ? 'align_corners' : centres }
    return this.#graph.op('Resize', [input, undefined, undefined, this.#graph.ints(shape)], attributes, { shape })
  }

  /** The `ActivationFunctionType` that is fused into an operator. */
  #activated(value: Value, activation: number): Value {
    if (activation === 0) return value
    if (activation === 1) return this.#graph.op('Relu', [value])
    if (activation === 2) return this.#clip(value, -1, 1)
    if (activation === 3) return this.#clip(value, 0, 6)
    throw new Error(`The fused activation ${activation} is not known to the converter.`)
  }

  #clip(value: Value, low: number, high: number): Value {
    return this.#graph.op('Clip', [value, this.#graph.scalar(low), this.#graph.scalar(high)])
  }
}

function plane({ shape }: { shape: readonly number[] }): [number, number] {
  return [shape[2] ?? 1, shape[3] ?? 1]
}
