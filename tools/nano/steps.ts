/** Kernels in whole steps: value = count * scale of its output channel. */
export interface Steps {
  /** As the weights lie, within what two bytes of `inBytes` hold. */
  counts: Int16Array<ArrayBuffer>
  /** One scale an output channel, each a power of two: exact in half precision, and all of them small in a packed file. */
  scales: Float32Array<ArrayBuffer>
}

/** What becomes of a kernel's weights. */
export interface StepPlan {
  outputs: number
  /** Length of a step, as a share of the root mean square of its channel. */
  share: number
  /** Rounds a channel's weights, given in steps. */
  round: (values: Float32Array) => Int16Array
}

/** Largest count of a weight: `inBytes` holds 127.5 * 256, the rest is left to the rounding. */
const most = 120 * 256

/** The least number in half precision. */
const leastScale = 2 ** -24

/** Rounds the weights [outputs, ...] to steps. */
export function inSteps(weight: Float32Array, { outputs, share, round }: StepPlan): Steps {
  const length = weight.length / outputs
  const counts = new Int16Array(weight.length)
  const scales = new Float32Array(outputs)
  for (let output = 0; output < outputs; output++) {
    const channel = weight.subarray(output * length, (output + 1) * length)
    const scale = scaleOf(channel, share)
    scales[output] = scale
    counts.set(round(channel.map((value) => value / scale)), output * length)
  }
  return { counts, scales }
}

function scaleOf(channel: Float32Array, share: number): number {
  const square = channel.reduce((sum, value) => sum + value * value, 0) / channel.length
  const largest = channel.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
  const wanted = 2 ** Math.round(Math.log2(share * Math.sqrt(square)))
  const needed = 2 ** Math.ceil(Math.log2(largest / most))
  return Math.max(wanted, needed, leastScale)
}

/**
 * Rounds so that the errors of each window, and so of all, add up to less than half a step: some weights go the other way. Weights of a window meet
 * nearly the same input, as all taps on one map do, and what comes out of a ReLU is never negative: errors of one sign would shift the channel.
 */
export function roundBalanced(values: Float32Array, window: number): Int16Array {
  const counts = Int16Array.from(values, Math.round)
  let owed = 0
  for (let from = 0; from < values.length; from += window) {
    const rests = Array.from(counts.subarray(from, from + window), (count, at) => (values[from + at] ?? 0) - count)
    const sum = rests.reduce((total, rest) => total + rest, owed)
    const moves = Math.round(sum)
    owed = sum - moves
    if (moves === 0) continue
    const towards = Math.sign(moves)
    const order = [...rests.keys()].sort((one, other) => towards * ((rests[other] ?? 0) - (rests[one] ?? 0)))
    for (const at of order.slice(0, Math.abs(moves))) counts[from + at] = (counts[from + at] ?? 0) + towards
  }
  return counts
}

/**
 * Counts as two planes of bytes, low and high: count = low + 256 * high. Nearly all of the high ones are 0, 1 or -1, which a packed file holds in few
 * bits; in pairs, the low ones would be in the way.
 */
export function inBytes(counts: Int16Array): { low: Int8Array<ArrayBuffer>; high: Int8Array<ArrayBuffer> } {
  const high = Int8Array.from(counts, (count) => (count + 128) >> 8)
  return { low: Int8Array.from(counts, (count, at) => count - 256 * (high[at] ?? 0)), high }
}
