import type { Value } from '#workers/onnx/graph.ts'
import type { Network } from './network.ts'

/** Bilinear resize with aligned corners, as everywhere in BiRefNet. */
export function resize(net: Network, x: Value, height: number, width: number): Value {
  const shape = [...x.shape.slice(0, 2), height, width]
  if (shape.join() === x.shape.join()) return x
  return net.graph.op(
    'Resize',
    [x, undefined, undefined, net.graph.ints(shape)],
    { mode: 'linear', coordinate_transformation_mode: 'align_corners' },
    { shape },
  )
}
