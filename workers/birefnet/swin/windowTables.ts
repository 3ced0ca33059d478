/** The grid of attention windows over a map, shifted or not; the map is padded at the bottom and the right to whole windows. */
export interface WindowGrid {
  height: number
  width: number
  /** Side of a window. */
  window: number
  /** How far the map is rolled up and left before it is cut; 0 for every other block. */
  shift: number
}

export function windowCounts({ height, width, window }: WindowGrid): { rows: number; columns: number } {
  return { rows: Math.ceil(height / window), columns: Math.ceil(width / window) }
}

/** The token at place `index` of window `number`, both counted row by row; `height * width` stands for padding. */
function tokenAt(
  { height, width, window, shift }: WindowGrid,
  columns: number,
  rows: number,
  number: number,
  index: number,
): number {
  const y = (Math.floor(number / columns) * window + Math.floor(index / window) + shift) % (rows * window)
  const x = ((number % columns) * window + (index % window) + shift) % (columns * window)
  return y < height && x < width ? y * width + x : height * width
}

/**
 * For the given windows, heads and places: the row of a matrix [(tokens + 1) * heads, 32] that belongs there, as [windows, heads, places].
 * One Gather with it pads, rolls, cuts the windows and parts the heads.
 */
export function gatherTable(grid: WindowGrid, windows: readonly number[], heads: number): Int32Array<ArrayBuffer> {
  const { rows, columns } = windowCounts(grid)
  const places = grid.window ** 2
  const table = new Int32Array(windows.length * heads * places)
  for (const [slot, number] of windows.entries()) {
    for (let place = 0; place < places; place++) {
      const token = tokenAt(grid, columns, rows, number, place)
      for (let head = 0; head < heads; head++) table[(slot * heads + head) * places + place] = token * heads + head
    }
  }
  return table
}

/** The inverse for all windows in the order in which they were attended: for each token and head, the row of [windows, heads, places] that holds it. */
export function scatterTable(grid: WindowGrid, windows: readonly number[], heads: number): Int32Array<ArrayBuffer> {
  const padding = grid.height * grid.width
  const { rows, columns } = windowCounts(grid)
  const places = grid.window ** 2
  const table = new Int32Array(padding * heads)
  for (const [slot, number] of windows.entries()) {
    for (let place = 0; place < places; place++) {
      const token = tokenAt(grid, columns, rows, number, place)
      if (token === padding) continue
      for (let head = 0; head < heads; head++) table[token * heads + head] = (slot * heads + head) * places + place
    }
  }
  return table
}

/** The windows that need no mask, then those that do: only the last row and the last column of a shifted grid join parts that do not touch. */
export function splitWindows(grid: WindowGrid): { plain: number[]; masked: number[] } {
  const { rows, columns } = windowCounts(grid)
  const isMasked = (number: number) =>
    grid.shift > 0 && (number % columns === columns - 1 || Math.floor(number / columns) === rows - 1)
  const all = Array.from({ length: rows * columns }, (_, number) => number)
  return { plain: all.filter((number) => !isMasked(number)), masked: all.filter(isMasked) }
}

/** -100 for each pair of places of a window that come from parts of the map that do not touch, else 0: [windows, 1, places, places]. */
export function shiftMask(grid: WindowGrid, windows: readonly number[]): Float32Array<ArrayBuffer> {
  const { rows, columns } = windowCounts(grid)
  const { window, shift } = grid
  const places = window ** 2
  const mask = new Float32Array(windows.length * places * places)
  const region = (position: number, size: number) => (position < size - window ? 0 : position < size - shift ? 1 : 2)
  const regions = new Int32Array(places)
  for (const [slot, number] of windows.entries()) {
    for (let place = 0; place < places; place++) {
      const y = Math.floor(number / columns) * window + Math.floor(place / window)
      const x = (number % columns) * window + (place % window)
      regions[place] = 3 * region(y, rows * window) + region(x, columns * window)
    }
    for (let query = 0; query < places; query++) {
      for (let key = 0; key < places; key++) {
        if (regions[query] !== regions[key]) mask[(slot * places + query) * places + key] = -100
      }
    }
  }
  return mask
}

/** The relative position bias of each head and pair of places, [heads, places, places], from its table [(2 window - 1)^2, heads]. */
export function relativeBias(table: Float32Array, window: number, heads: number): Float32Array<ArrayBuffer> {
  const places = window ** 2
  const side = 2 * window - 1
  const bias = new Float32Array(heads * places * places)
  for (let query = 0; query < places; query++) {
    for (let key = 0; key < places; key++) {
      const down = Math.floor(query / window) - Math.floor(key / window) + window - 1
      const right = (query % window) - (key % window) + window - 1
      for (let head = 0; head < heads; head++) {
        bias[(head * places + query) * places + key] = table[(down * side + right) * heads + head] ?? 0
      }
    }
  }
  return bias
}
