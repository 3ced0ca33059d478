import { expect, test } from 'vitest'
import { difference } from '#tests/golden/safetensors.ts'
import { windowAttention } from '#workers/birefnet/swin/windowAttention.ts'
import { gatherTable, scatterTable, splitWindows, type WindowGrid } from '#workers/birefnet/swin/windowTables.ts'
import { fuzzed, noiseOf, runPart, testNetwork } from './runNetwork.ts'

// Sides around multiples of the window, smaller than a window, and far from square.
const grids: WindowGrid[] = [
  { height: 7, width: 7, window: 7, shift: 3 },
  { height: 14, width: 21, window: 7, shift: 0 },
  { height: 8, width: 13, window: 7, shift: 3 },
  { height: 2, width: 3, window: 7, shift: 3 },
  { height: 15, width: 5, window: 4, shift: 2 },
  { height: 1, width: 9, window: 4, shift: 2 },
  { height: 23, width: 12, window: 12, shift: 6 },
  ...fuzzed(4, (whole) => someGrid(whole, 9)),
]

/** Many more for what is quick to check. */
const manyGrids = [...grids, ...fuzzed(40, (whole) => someGrid(whole, 40))]

function someGrid(whole: (least: number, most: number) => number, side: number): WindowGrid {
  const window = whole(2, 7)
  const shift = whole(0, 1) * Math.floor(window / 2)
  return { height: whole(1, side), width: whole(1, side), window, shift }
}

/** Pad, roll and cut as the paper says: the token (or undefined for padding) at each place of each window. */
function plainWindows({ height, width, window, shift }: WindowGrid): (number | undefined)[][] {
  const [paddedHeight, paddedWidth] = [height, width].map((size) => Math.ceil(size / window) * window) as [
    number,
    number,
  ]
  const padded = Array.from({ length: paddedHeight }, (_, y) =>
    Array.from({ length: paddedWidth }, (_, x) => (y < height && x < width ? y * width + x : undefined)),
  )
  const rolled = padded.map((_, y) =>
    padded[0]?.map((_, x) => padded[(y + shift) % paddedHeight]?.[(x + shift) % paddedWidth]),
  )
  const windows: (number | undefined)[][] = []
  for (let top = 0; top < paddedHeight; top += window) {
    for (let left = 0; left < paddedWidth; left += window) {
      windows.push(rolled.slice(top, top + window).flatMap((row) => row?.slice(left, left + window) ?? []))
    }
  }
  return windows
}

test.each(manyGrids)(
  'one table pads, rolls and cuts a $height x $width map into windows of $window, shifted by $shift',
  (grid) => {
    const heads = 3
    const windows = plainWindows(grid)
    const table = gatherTable(
      grid,
      windows.map((_, number) => number),
      heads,
    )
    const outside = grid.height * grid.width
    const expected = windows.flatMap((tokens) =>
      [0, 1, 2].flatMap((head) => tokens.map((token) => (token ?? outside) * heads + head)),
    )
    expect([...table]).toEqual(expected)
  },
)

test.each(manyGrids)(
  'and another one brings every token of $height x $width back, in whichever order windows were attended',
  (grid) => {
    const heads = 2
    const { plain, masked } = splitWindows(grid)
    const order = [...plain, ...masked]
    expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, number) => number))
    const there = gatherTable(grid, order, heads)
    const back = scatterTable(grid, order, heads)
    expect([...back].map((row) => there[row])).toEqual([...back].map((_, row) => row))
  },
)

/** Attention as the paper writes it, for each window and head alone. */
function plainAttention(
  grid: WindowGrid,
  x: Float32Array,
  heads: number,
  read: (key: string) => Float32Array,
): Float32Array {
  const channels = heads * 32
  const [weight, bias] = [read('a.qkv.weight'), read('a.qkv.bias')]
  const [outWeight, outBias] = [read('a.proj.weight'), read('a.proj.bias')]
  const table = read('a.relative_position_bias_table')
  const project = (token: number | undefined, row: number) => {
    let sum = bias[row] ?? 0
    for (let c = 0; c < channels; c++) {
      if (token !== undefined) sum += (x[token * channels + c] ?? 0) * (weight[row * channels + c] ?? 0)
    }
    return sum
  }
  const { window, shift, height, width } = grid
  const columns = Math.ceil(width / window)
  const [paddedHeight, paddedWidth] = [Math.ceil(height / window) * window, columns * window]
  const region = (at: number, size: number) => (shift === 0 ? 0 : at < size - window ? 0 : at < size - shift ? 1 : 2)
  const mixed = new Float32Array(height * width * channels)
  for (const [number, tokens] of plainWindows(grid).entries()) {
    const places = tokens.map((_, place) => {
      const y = Math.floor(number / columns) * window + Math.floor(place / window)
      const x = (number % columns) * window + (place % window)
      return {
        row: Math.floor(place / window),
        column: place % window,
        part: `${region(y, paddedHeight)}${region(x, paddedWidth)}`,
      }
    })
    for (let head = 0; head < heads; head++) {
      const rows = (part: number, token: number | undefined) =>
        Array.from({ length: 32 }, (_, d) => project(token, part * channels + head * 32 + d))
      const [q, k, v] = [0, 1, 2].map((part) => tokens.map((token) => rows(part, token)))
      for (const [query, token] of tokens.entries()) {
        if (token === undefined) continue
        const scores = tokens.map((_, key) => {
          const [a, b] = [places[query], places[key]]
          if (a === undefined || b === undefined || a.part !== b.part) return Number.NEGATIVE_INFINITY
          const dot = (q?.[query] ?? []).reduce((sum, value, d) => sum + value * (k?.[key]?.[d] ?? 0), 0)
          const relative = (a.row - b.row + window - 1) * (2 * window - 1) + a.column - b.column + window - 1
          return dot / Math.sqrt(32) + (table[relative * heads + head] ?? 0)
        })
        const powers = scores.map((score) => Math.exp(score))
        const total = powers.reduce((sum, power) => sum + power, 0)
        for (let d = 0; d < 32; d++) {
          const value = powers.reduce((sum, power, key) => sum + (power / total) * (v?.[key]?.[d] ?? 0), 0)
          mixed[token * channels + head * 32 + d] = value
        }
      }
    }
  }
  return Float32Array.from({ length: mixed.length }, (_, index) => {
    const [token, row] = [Math.floor(index / channels), index % channels]
    let sum = outBias[row] ?? 0
    for (let c = 0; c < channels; c++) sum += (mixed[token * channels + c] ?? 0) * (outWeight[row * channels + c] ?? 0)
    return sum
  })
}

test.each(grids)('attention over a $height x $width map is what the paper says, chunked or not', async (grid) => {
  const heads = 2
  const channels = heads * 32
  const shapes = {
    'a.qkv.weight': [3 * channels, channels],
    'a.qkv.bias': [3 * channels],
    'a.proj.weight': [channels, channels],
    'a.proj.bias': [channels],
    'a.relative_position_bias_table': [(2 * grid.window - 1) ** 2, heads],
  }
  const x = noiseOf('tokens', grid.height * grid.width * channels)
  for (const chunkBytes of [32e6, 3 * heads * grid.window ** 4 * 4]) {
    const net = testNetwork(shapes, { chunkBytes })
    const { values } = await runPart(net, [grid.height * grid.width, channels], x, (value) =>
      windowAttention(net, { value, height: grid.height, width: grid.width }, 'a', {
        heads,
        window: grid.window,
        shift: grid.shift,
      }),
    )
    const expected = plainAttention(grid, x, heads, (key) => net.read(key))
    expect(difference(values, expected).max).toBeLessThan(2e-5)
  }
})
