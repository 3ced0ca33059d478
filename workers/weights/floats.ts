// Bit layouts: IEEE 754 binary32 and binary16; bfloat16 is the upper half of binary32.

/** The floats of F16 bit patterns, exactly. */
export function fromHalf(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(halves.length)
  for (const [index, half] of halves.entries()) floats[index] = halfTable()[half] ?? 0
  return floats
}

/** The floats of BF16 bit patterns, exactly. */
export function fromBfloat16(patterns: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(patterns.length)
  for (let index = 0; index < bits.length; index++) bits[index] = (patterns[index] ?? 0) << 16
  return new Float32Array<ArrayBuffer>(bits.buffer)
}

const largestHalf = 0x7bff
const infiniteHalf = 0x7c00

/**
 * F16 bit patterns of floats, rounded to the nearest (ties to even). What would round beyond ±65504 becomes the largest finite half,
 * because a weight must not turn infinite; `tooLarge` says so where it may.
 */
export function toHalf(floats: Float32Array, tooLarge: 'largest' | 'infinite' = 'largest'): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length)
  const halves = new Uint16Array(floats.length)
  const top = tooLarge === 'largest' ? largestHalf : infiniteHalf
  for (let index = 0; index < halves.length; index++) halves[index] = halfOf(bits[index] ?? 0, top)
  return halves
}

function halfOf(bits: number, top: number): number {
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  // 65520 and above would round to infinity.
  if (magnitude >= 0x477ff000) return sign | top
  if (magnitude >= 0x38800000) return sign | roundShift(magnitude - 0x38000000, 13)
  // Subnormal halves: the mantissa with its hidden one, shifted to units of 2^-24.
  const shift = 126 - (magnitude >>> 23)
  if (shift > 24) return sign
  return sign | roundShift((magnitude & 0x7fffff) | 0x800000, shift)
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift
  const rest = value & ((1 << shift) - 1)
  const half = 1 << (shift - 1)
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept
}

let table: Float32Array | undefined

/** All 65536 halves as floats: a look-up is several times faster than arithmetic on each element. */
function halfTable(): Float32Array {
  if (table !== undefined) return table
  table = new Float32Array(65536)
  for (let half = 0; half < 65536; half++) {
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >>> 10) & 31
    const fraction = half & 1023
    const magnitude =
      exponent === 31
        ? fraction === 0
          ? Number.POSITIVE_INFINITY
          : Number.NaN
        : exponent === 0
          ? fraction * 2 ** -24
          : (1 + fraction / 1024) * 2 ** (exponent - 15)
    table[half] = sign * magnitude
  }
  return table
}
