import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { cornerSamples } from './cornerSamples.ts'
import type { Samples } from './deformableSamples.ts'
import { gridSample } from './gridSample.ts'

/** Turns weights (or biases) that give (down, right) in pixels by tap into ones that give (right, down) in the grid's units. */
export function gridUnits(
  height: number,
  width: number,
  taps: number,
): (offsets: Float32Array) => Float32Array<ArrayBuffer> {
  return (offsets) => {
    const size = offsets.length / (2 * taps)
    const moved = new Float32Array(offsets.length)
    for (let tap = 0; tap < taps; tap++) {
      for (let index = 0; index < size; index++) {
        moved[2 * tap * size + index] = ((offsets[(2 * tap + 1) * size + index] ?? 0) * 2) / width
        moved[(2 * tap + 1) * size + index] = ((offsets[2 * tap * size + index] ?? 0) * 2) / height
      }
    }
    return moved
  }
}

/**
 * The masked samples of all taps, stacked: [1, 64 * taps, rows, W], ready for a 1 x 1 convolution with the kernel's weights as they lie in
 * memory. One GridSample does all taps at once: the taps are further rows of its grid. Coordinates are float32 whatever the precision.
 */
export function gridSamples(net: Network, { x, offsets, mask, kernel, rows }: Samples): Value {
  const { graph } = net
  const [, channels = 0, height = 0, width = 0] = x.shape
  const taps = kernel ** 2
  const count = rows.end - rows.start
  const moves = net.as(offsets, 'f32')
  const across = net.constant('f32', `grid.x.${kernel}.${width}`, [taps, 2, 1, width], () => baseAcross(kernel, width))
  const down = net.constant('f32', `grid.y.${kernel}.${height}.${rows.start}`, [taps, 2, count, 1], () =>
    baseDown(kernel, height, rows.start, count),
  )
  const places = net.add(net.add(net.reshape(moves, [taps, 2, count, width]), across), down)
  const isCoarsest = height * 32 <= net.plan.size.height
  const sampled =
    isCoarsest && x.dtype === 'f32' ? cornerSamples(net, x, places) : gridSample(net, x, places, 'bilinear')
  const masked = graph.op('Mul', [sampled, net.reshape(mask, [1, 1, taps * count, width])])
  return net.reshape(masked, [1, channels * taps, count, width])
}

/** Horizontal positions of the undeformed taps, counted from the first pixel, as [taps, 2, 1, width]; the vertical half is 0. */
function baseAcross(kernel: number, width: number): Float32Array<ArrayBuffer> {
  const base = new Float32Array(kernel ** 2 * 2 * width)
  for (let tap = 0; tap < kernel ** 2; tap++) {
    for (let column = 0; column < width; column++) {
      base[2 * tap * width + column] = ((column + (tap % kernel) - (kernel - 1) / 2) * 2) / width
    }
  }
  return base
}

/** Vertical positions as [taps, 2, rows, 1]; the horizontal half is 0. */
function baseDown(kernel: number, height: number, start: number, rows: number): Float32Array<ArrayBuffer> {
  const base = new Float32Array(kernel ** 2 * 2 * rows)
  for (let tap = 0; tap < kernel ** 2; tap++) {
    for (let row = 0; row < rows; row++) {
      const y = start + row + Math.floor(tap / kernel) - (kernel - 1) / 2
      base[(2 * tap + 1) * rows + row] = (y * 2) / height
    }
  }
  return base
}
