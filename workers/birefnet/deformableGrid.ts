import type { Value } from '#workers/onnx/graph.ts'
import type { Samples } from './deformableSamples.ts'
import type { Network } from './network.ts'

// GridSample sees a map as -1 to 1 on both axes, from edge to edge, so one pixel is 2 / size. That is exact wherever the size is a power of
// two, as it is at every level of the square tiers 512, 1024 and 2048: there a place is the very float32 number that DeformConv has, and the
// two forms differ by the last bit of the four products that a sample is the sum of. (From corner to corner a pixel is 2 / (size - 1), never exact.)

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
  // Added last and on its own: before, each place is rounded just as DeformConv rounds it, and after, no bit is lost.
  const origin = net.constant('f32', `grid.origin.${width}.${height}`, [1, 2, 1, 1], () =>
    Float32Array.of(1 / width - 1, 1 / height - 1),
  )
  const places = net.add(net.add(net.reshape(moves, [taps, 2, count, width]), across), down)
  const points = net.add(places, origin)
  const grid = net.reshape(net.transpose(points, [0, 2, 3, 1]), [1, taps * count, width, 2])
  const shape = [1, channels, taps * count, width]
  const sampled = graph.op(
    'GridSample',
    [x, grid],
    { mode: 'bilinear', padding_mode: 'zeros', align_corners: 0 },
    { shape },
  )
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
