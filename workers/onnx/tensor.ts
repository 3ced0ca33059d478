/** Element types that Clearcut's graphs use. `f16` data are the raw 16-bit patterns. */
export type Dtype = 'f32' | 'f16' | 'i32' | 'i64' | 'u8' | 'i8' | 'bool'

/** ONNX's `TensorProto.DataType` code and the bytes of one element, by dtype. */
export const dtypes = {
  f32: { code: 1, bytes: 4 },
  f16: { code: 10, bytes: 2 },
  i32: { code: 6, bytes: 4 },
  i64: { code: 7, bytes: 8 },
  u8: { code: 2, bytes: 1 },
  i8: { code: 3, bytes: 1 },
  bool: { code: 9, bytes: 1 },
} as const satisfies Record<Dtype, { code: number; bytes: number }>

/** Little-endian elements in row-major order: a view that is not copied, or a function that makes it when the bytes are needed. */
type TensorData = ArrayBufferView | (() => ArrayBufferView)

export interface Tensor {
  dtype: Dtype
  /** Sizes of the axes; `[]` is a scalar. */
  shape: readonly number[]
  data: TensorData
}

/** Number of elements of a shape; 1 for a scalar. */
function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** Bytes that a tensor of this dtype and shape takes. */
export function byteLength(dtype: Dtype, shape: readonly number[]): number {
  return elementCount(shape) * dtypes[dtype].bytes
}

/**
 * The tensor's bytes, as a view on the given data (never a copy); a lazy producer is called.
 * Throws a `RangeError` when the data does not have the size that dtype and shape demand.
 */
export function tensorBytes({ dtype, shape, data }: Tensor): Uint8Array {
  const view = typeof data === 'function' ? data() : data
  const wanted = byteLength(dtype, shape)
  if (view.byteLength !== wanted) {
    throw new RangeError(`A ${dtype} tensor of [${shape}] takes ${wanted} bytes, not ${view.byteLength}.`)
  }
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
