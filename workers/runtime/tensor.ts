import { fromHalf, toHalf } from '#workers/weights/floats.ts'

/** Values of one of the types that image models take; what they give in others is widened to float32; float16 as raw bits, because Float16Array is not everywhere. */
export type Tensor =
  | { type: 'float32'; dims: readonly number[]; data: Float32Array }
  | { type: 'float16'; dims: readonly number[]; data: Uint16Array }
  | { type: 'uint8'; dims: readonly number[]; data: Uint8Array }

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
  if (tensor.type === 'uint8') return Float32Array.from(tensor.data)
  return tensor.type === 'float32' ? tensor.data : fromFloat16(tensor.data)
}

/** Rounds to IEEE 754 binary16 bits, ties to even; too large becomes infinity. */
export function toFloat16(values: Float32Array): Uint16Array {
  return toHalf(values, 'infinite')
}

/** Widens IEEE 754 binary16 bits; exact. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  return fromHalf(halves)
}
