import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { gridSample } from './gridSample.ts'

/**
 * Bilinear samples whose four terms are multiplied and summed in DeformConv's order, not GridSample's: the two then agree to the last bit
 * where the sides are powers of two. It samples four times, so it is for the coarsest maps, which cost next to nothing: a last bit
 * that differs there passes through every level of the decoder.
 */
export function cornerSamples(net: Network, x: Value, places: Value): Value {
  const { graph } = net
  const [, , height = 0, width = 0] = x.shape
  const scale = (name: string, across: number, down: number) =>
    net.constant('f32', `${name}.${width}.${height}`, [1, 2, 1, 1], () => Float32Array.of(across, down))
  const pixels = graph.op('Mul', [places, scale('grid.pixels', width / 2, height / 2)])
  const first = graph.op('Floor', [pixels])
  const beyond = graph.op('Sub', [pixels, first])
  const short = graph.op('Sub', [graph.scalar(1), beyond], {}, { shape: beyond.shape })
  const corner = graph.op('Mul', [first, scale('grid.units', 2 / width, 2 / height)])
  const terms = [0, 1].flatMap((down) =>
    [0, 1].map((right) => {
      const weight = graph.op('Mul', [axis(net, down ? beyond : short, 1), axis(net, right ? beyond : short, 0)])
      const step = scale(`grid.corner.${right}${down}`, (2 * right) / width, (2 * down) / height)
      return graph.op('Mul', [gridSample(net, x, net.add(corner, step), 'nearest'), weight])
    }),
  )
  return terms.reduce((sum, term) => net.add(sum, term))
}

/** One axis (0 right, 1 down) of [taps, 2, rows, W] for all channels: [1, 1, taps * rows, W]. */
function axis(net: Network, x: Value, index: number): Value {
  const [taps = 0, , rows = 0, columns = 0] = x.shape
  return net.reshape(net.slice(x, 1, index, index + 1), [1, 1, taps * rows, columns])
}
