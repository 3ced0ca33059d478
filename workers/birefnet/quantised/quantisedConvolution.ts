import type { ConvolutionWeights } from '#workers/birefnet/convolutionWeights.ts'
import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { multiplyBytes, quantise } from './quantised.ts'

/**
 * Whether a convolution is quicker as a product of whole numbers, in spite of the gathering and turning that this takes.
 * Strided, narrow and shallow ones are not.
 */
export function isQuantisable(x: Value, { kernel, outputs, stride = 1 }: ConvolutionWeights): boolean {
  return stride === 1 && (x.shape[1] ?? 0) * kernel ** 2 >= 512 && outputs >= 48
}

/**
 * A convolution as one product of 8-bit matrices: for each place the bytes under the kernel, [places, taps * channels], times the weights,
 * [taps * channels, outputs]. ONNX Runtime's own integer convolutions gather float by float and are several times slower.
 */
export function quantisedConvolve(net: Network, x: Value, weights: ConvolutionWeights): Value {
  const [, channels = 0, height = 0, width = 0] = x.shape
  const { name, outputs, kernel, bias } = weights
  const matrix = {
    name,
    inputs: kernel ** 2 * channels,
    outputs,
    weight: () => byTap(weights.weight(), outputs, channels, kernel ** 2),
    ...(bias === undefined ? {} : { bias }),
  }
  const source = quantise(net, x)
  const places = net.transpose(net.reshape(source.bytes, [channels, height, width]), [1, 2, 0])
  const padded = padPlaces(net, places, source.zero, (kernel - 1) / 2)
  const parts = rowChunks(net, height, width * kernel ** 2 * channels).map(({ start, end }) => {
    const bytes = neighbourhoods(net, padded, { start, end, width, kernel })
    return multiplyBytes(net, { ...source, bytes }, matrix)
  })
  const turned = net.transpose(net.concat(parts, 0), [1, 0])
  return net.reshape(turned, [1, outputs, height, width])
}

/** A frame of zeros around [H, W, C] bytes; what stands for zero is only known at run time. */
function padPlaces(net: Network, places: Value, zero: Value, pad: number): Value {
  if (pad === 0) return places
  const [height = 0, width = 0, channels = 0] = places.shape
  const pads = net.graph.ints([pad, pad, 0, pad, pad, 0])
  return net.graph.op('Pad', [places, pads, zero], {}, { shape: [height + 2 * pad, width + 2 * pad, channels] })
}

/** The bytes under the kernel for each place of some rows: [rows * width, taps * channels]. */
function neighbourhoods(
  net: Network,
  padded: Value,
  { start, end, width, kernel }: { start: number; end: number; width: number; kernel: number },
): Value {
  const [, stride = 0, channels = 0] = padded.shape
  const rows = end - start
  const seen = net.slice(padded, 0, start, end + kernel - 1)
  const flat = net.reshape(seen, [(rows + kernel - 1) * stride, channels])
  if (kernel === 1) return flat
  const table = net.indices(`under.${kernel}.${stride}.${rows}`, [rows * width, kernel ** 2], () =>
    underKernel(rows, width, stride, kernel),
  )
  return net.reshape(net.gatherRows(flat, table), [rows * width, kernel ** 2 * channels])
}

/** For each place, the places under the kernel in a map that is padded to `stride` columns. */
function underKernel(rows: number, width: number, stride: number, kernel: number): Int32Array<ArrayBuffer> {
  const table = new Int32Array(rows * width * kernel ** 2)
  let index = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      for (let down = 0; down < kernel; down++) {
        for (let right = 0; right < kernel; right++) table[index++] = (row + down) * stride + column + right
      }
    }
  }
  return table
}

/** Weights [outputs, channels, taps] as a matrix [taps * channels, outputs]. */
function byTap(weight: Float32Array, outputs: number, channels: number, taps: number): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(weight.length)
  for (let output = 0; output < outputs; output++) {
    for (let channel = 0; channel < channels; channel++) {
      const start = (output * channels + channel) * taps
      for (let tap = 0; tap < taps; tap++) {
        matrix[(tap * channels + channel) * outputs + output] = weight[start + tap] ?? 0
      }
    }
  }
  return matrix
}

/** Equal numbers of rows (the last part may be smaller), so many that their bytes keep within half the plan's chunk. */
function rowChunks(net: Network, height: number, bytesPerRow: number): { start: number; end: number }[] {
  const count = Math.min(height, Math.ceil((2 * height * bytesPerRow) / net.plan.chunkBytes))
  const size = Math.ceil(height / count)
  return Array.from({ length: Math.ceil(height / size) }, (_, index) => ({
    start: index * size,
    end: Math.min(height, (index + 1) * size),
  }))
}
