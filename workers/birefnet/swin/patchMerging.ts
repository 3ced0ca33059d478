import type { Network } from '#workers/birefnet/network.ts'
import { type Tokens, withZeroRow } from '#workers/birefnet/tokens.ts'
import { layerNorm } from './layerNorm.ts'
import { linear } from './linear.ts'

/** Joins each 2 x 2 tokens into one of twice the channels. Odd sides are padded with zeros at the bottom and the right. */
export function patchMerging(net: Network, { value, height, width }: Tokens, key: string): Tokens {
  const channels = value.shape[1] ?? 0
  const merged = { height: Math.ceil(height / 2), width: Math.ceil(width / 2) }
  const count = merged.height * merged.width
  const isPadded = height % 2 === 1 || width % 2 === 1
  const table = net.indices(`merge.${height}x${width}`, [4 * count], () => mergeTable(height, width))
  const rows = net.gatherRows(isPadded ? withZeroRow(net, value) : value, table)
  const quads = layerNorm(net, net.reshape(rows, [count, 4 * channels]), `${key}.norm`)
  return { value: linear(net, quads, `${key}.reduction`, 2 * channels, false), ...merged }
}

/** The four tokens of each merged one, in the order (top left, bottom left, top right, bottom right); `height * width` stands for padding. */
export function mergeTable(height: number, width: number): Int32Array<ArrayBuffer> {
  const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)]
  const table = new Int32Array(4 * rows * columns)
  let index = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let corner = 0; corner < 4; corner++) {
        const y = 2 * row + (corner % 2)
        const x = 2 * column + (corner >> 1)
        table[index++] = y < height && x < width ? y * width + x : height * width
      }
    }
  }
  return table
}
