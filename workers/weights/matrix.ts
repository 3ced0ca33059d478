/** The transpose of a row-major [rows, columns] matrix. Works in square blocks, so that both sides stay in the cache. */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(matrix.length)
  const block = 32
  for (let top = 0; top < rows; top += block) {
    for (let left = 0; left < columns; left += block) {
      const bottom = Math.min(rows, top + block)
      const right = Math.min(columns, left + block)
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          result[column * rows + row] = matrix[row * columns + column] ?? 0
        }
      }
    }
  }
  return result
}
