/** A matrix in 8 bits: value = data * scale of its column. */
export interface QuantisedMatrix {
  /** [rows, columns], -127 to 127. */
  data: Int8Array<ArrayBuffer>
  /** One scale a column. */
  scales: Float32Array<ArrayBuffer>
}

/**
 * Symmetric 8-bit quantisation of a row-major matrix, one scale a column: scale = largest magnitude / 127.
 * Symmetric, because ONNX Runtime's fast integer kernels on WebAssembly want signed weights with a zero point of 0.
 */
export function quantiseColumns(matrix: Float32Array, columns: number): QuantisedMatrix {
  const scales = columnScales(matrix, columns)
  const data = new Int8Array(matrix.length)
  const factors = scales.map((scale) => 1 / scale)
  for (let start = 0; start < matrix.length; start += columns) {
    for (let column = 0; column < columns; column++) {
      data[start + column] = Math.round((matrix[start + column] ?? 0) * (factors[column] ?? 0))
    }
  }
  return { data, scales }
}

/** The scales of `quantiseColumns`; a column of zeros gets 1. */
export function columnScales(matrix: Float32Array, columns: number): Float32Array<ArrayBuffer> {
  const largest = new Float32Array(columns)
  for (let start = 0; start < matrix.length; start += columns) {
    for (let column = 0; column < columns; column++) {
      const magnitude = Math.abs(matrix[start + column] ?? 0)
      if (magnitude > (largest[column] ?? 0)) largest[column] = magnitude
    }
  }
  return largest.map((magnitude) => (magnitude === 0 ? 1 : magnitude / 127))
}

/** The kernels of a convolution in 8 bits: value = data * scale of its output channel. */
export interface QuantisedOutputs {
  /** As the weights lie, -127 to 127. */
  data: Int8Array<ArrayBuffer>
  /** One scale an output channel. */
  scales: Float32Array<ArrayBuffer>
}

/** Largest magnitudes that are tried for a channel, as shares of its own largest: a few clipped weights may cost less than coarse steps for all. */
const reaches = [1, 0.92, 0.85, 0.78]

/**
 * Symmetric 8-bit quantisation of [outputs, ...], each channel with the scale that leaves the least squared error. Then some weights are
 * rounded the other way, so that the errors of a channel add up to nothing: what comes out of a ReLU is never negative, and the sum of the
 * errors would shift the whole channel.
 */
export function quantiseOutputs(weight: Float32Array, outputs: number): QuantisedOutputs {
  const length = weight.length / outputs
  const data = new Int8Array(weight.length)
  const scales = new Float32Array(outputs)
  for (let output = 0; output < outputs; output++) {
    const channel = weight.subarray(output * length, (output + 1) * length)
    const largest = channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const candidates = reaches.map((reach) => stepped(channel, largest === 0 ? 1 : (reach * largest) / 127))
    const best = candidates.reduce((one, other) => (other.error < one.error ? other : one))
    balance(channel, best)
    data.set(best.steps, output * length)
    scales[output] = best.scale
  }
  return { data, scales }
}

interface Stepped {
  scale: number
  steps: Int8Array
  error: number
}

function stepped(channel: Float32Array, scale: number): Stepped {
  const exact = Math.fround(scale)
  const steps = new Int8Array(channel.length)
  let error = 0
  for (let at = 0; at < channel.length; at++) {
    const value = (channel[at] ?? 0) / exact
    const step = Math.max(-127, Math.min(127, Math.round(value)))
    steps[at] = step
    error += (value - step) ** 2
  }
  return { scale: exact, steps, error: error * exact * exact }
}

/** Moves the steps that were rounded the furthest by one, until the errors add up to less than half a step. */
function balance(channel: Float32Array, { scale, steps }: Stepped): void {
  const rests = Array.from(channel, (value, index) => value / scale - (steps[index] ?? 0))
  const sum = Math.round(rests.reduce((total, rest) => total + rest, 0))
  const towards = Math.sign(sum)
  const order = [...rests.keys()].sort((one, other) => towards * ((rests[other] ?? 0) - (rests[one] ?? 0)))
  // What was clipped, or would cost more than a step, stays.
  const movable = order.filter((at) => Math.abs((steps[at] ?? 0) + towards) <= 127 && towards * (rests[at] ?? 0) > 0)
  for (const at of movable.slice(0, Math.abs(sum))) steps[at] = (steps[at] ?? 0) + towards
}
