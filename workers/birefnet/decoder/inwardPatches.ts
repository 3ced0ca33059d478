import { convolution, convolve } from '#workers/birefnet/convolution.ts'
import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { reorderPatches } from '#workers/weights/patchOrder.ts'

/**
 * The inward reference: the image itself, cut into grid x grid tiles that are laid on each other as channels, through two convolutions.
 * Channels lie in the order (colour, row, column); weights of the older order are moved to it.
 */
export function inwardPatches(
  net: Network,
  image: Value,
  step: { patches: number; grid: number; outputs: number },
): Value {
  const { patches, grid, outputs } = step
  const key = `decoder.ipt_blk${patches}`
  const weight = () => {
    const stored = net.read(`${key}.conv1.weight`)
    return net.plan.patchOrder === 'wg-hg-c' ? reorderPatches(stored, grid, 64) : stored
  }
  const bias = () => net.read(`${key}.conv1.bias`)
  const hidden = convolve(net, imageTiles(net, image, grid), {
    name: `${key}.conv1`,
    outputs: 64,
    kernel: 3,
    weight,
    bias,
  })
  return convolution(net, hidden, `${key}.conv_out`, { outputs, kernel: 3 })
}

/** The image [1, 3, H, W] as grid x grid tiles on each other: [1, 3 * grid * grid, H / grid, W / grid]. */
export function imageTiles(net: Network, image: Value, grid: number): Value {
  const [, , height = 0, width = 0] = image.shape
  const [rows, columns] = [height / grid, width / grid]
  const parted = net.transpose(net.reshape(image, [3, grid, rows, grid, columns]), [0, 1, 3, 2, 4])
  return net.reshape(parted, [1, 3 * grid * grid, rows, columns])
}
