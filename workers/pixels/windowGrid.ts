/** Where the windows of a filter lie on a tile: one around every `strideX`-th pixel of every `strideY`-th row, from the first. */
export interface WindowGrid {
  width: number
  height: number
  radiusX: number
  radiusY: number
  strideX: number
  strideY: number
  /** Windows across and down. */
  columns: number
  rows: number
}

/** Strides grow with the radii (1 or more), so that about five windows on each axis still cover every pixel. */
export function windowGrid(size: { width: number; height: number }, radiusX: number, radiusY: number): WindowGrid {
  const strideX = Math.max(1, Math.floor(radiusX / 2))
  const strideY = Math.max(1, Math.floor(radiusY / 2))
  const { width, height } = size
  const [columns, rows] = [Math.ceil(width / strideX), Math.ceil(height / strideY)]
  return { width, height, radiusX, radiusY, strideX, strideY, columns, rows }
}
