import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'

// GridSample sees a map as -1 to 1 on both axes, from edge to edge, so one pixel is 2 / size. That is exact wherever the size is a power of
// two, as it is at every level of the square tiers 512, 1024 and 2048: there a place is the very float32 number that DeformConv has, and the
// two forms differ by the last bit of the four products that a sample is the sum of. (From corner to corner a pixel is 2 / (size - 1), never exact.)

/** The map at `places`, [taps, 2 (right, down), rows, W], counted from the first pixel in the grid's units: [1, C, taps * rows, W]. */
export function gridSample(net: Network, x: Value, places: Value, mode: 'bilinear' | 'nearest'): Value {
  const [, channels = 0, height = 0, width = 0] = x.shape
  const [taps = 0, , rows = 0, columns = 0] = places.shape
  // Added last and on its own: before, each place is rounded just as DeformConv rounds it, and after, no bit is lost.
  const origin = net.constant('f32', `grid.origin.${width}.${height}`, [1, 2, 1, 1], () =>
    Float32Array.of(1 / width - 1, 1 / height - 1),
  )
  const grid = net.reshape(net.transpose(net.add(places, origin), [0, 2, 3, 1]), [1, taps * rows, columns, 2])
  const shape = [1, channels, taps * rows, columns]
  return net.graph.op('GridSample', [x, grid], { mode, padding_mode: 'zeros', align_corners: 0 }, { shape })
}
