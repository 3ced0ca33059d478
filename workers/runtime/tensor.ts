/** Values of one of the two types that image models take and give; float16 as raw bits, because Float16Array is not everywhere. */
export type Tensor =
  | { type: 'float32'; dims: readonly number[]; data: Float32Array }
  | { type: 'float16'; dims: readonly number[]; data: Uint16Array }

/** What a graph says of one of its inputs or outputs. */
export interface TensorInfo {
  name: string
  /** ONNX element type, such as `float32`; `other` for what is not a tensor. */
  type: string
  /** Sides that the graph leaves open are undefined. An empty list means that the graph does not say even the rank. */
  shape: readonly (number | undefined)[]
}

/** The values as float32, converted where they are not. */
export function toFloat32(tensor: Tensor): Float32Array {
  return tensor.type === 'float32' ? tensor.data : fromFloat16(tensor.data)
}

/** Rounds to IEEE 754 binary16 bits, ties to even; too large becomes infinity. */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const result = new Uint16Array(values.length)
  for (let i = 0; i < result.length; i++) result[i] = halfOf(bits[i] ?? 0)
  return result
}

function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  // 65520 and above round to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  // From 2^-14 on the half is normal: re-bias the exponent by 112 and round away 13 bits, a carry running into the exponent.
  if (magnitude >= 0x38800000) return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13)
  if (magnitude <= 0x33000000) return sign
  // Subnormal: the significand with its hidden bit, shifted to units of 2^-24.
  const shift = 126 - (magnitude >>> 23)
  const significand = (magnitude & 0x7fffff) | 0x800000
  const whole = significand >>> shift
  const rest = significand & ((1 << shift) - 1)
  const half = 1 << (shift - 1)
  return sign | (whole + (rest > half || (rest === half && (whole & 1) === 1) ? 1 : 0))
}

/** Widens IEEE 754 binary16 bits; exact. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  const result = new Float32Array(halves.length)
  for (let i = 0; i < result.length; i++) {
    const half = halves[i] ?? 0
    const exponent = (half >>> 10) & 31
    const fraction = half & 0x3ff
    const size =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 31
          ? fraction === 0
            ? Infinity
            : NaN
          : (1 + fraction / 1024) * 2 ** (exponent - 15)
    result[i] = (half & 0x8000) === 0 ? size : -size
  }
  return result
}
