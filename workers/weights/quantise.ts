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
