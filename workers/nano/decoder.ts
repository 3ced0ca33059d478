import type { Value } from '#workers/onnx/graph.ts'
import { context } from './context.ts'
import { convolution, normalised } from './convolution.ts'
import { type Given, inward, mean, strongest } from './inward.ts'
import type { NanoNetwork } from './network.ts'

/** The coarsest stage: the backbone's last map beside the two finer ones, brought to its size, and the hints. */
export function squeeze(net: NanoNetwork, maps: { f3: Value; f4: Value; f5: Value }, hints: Value | undefined): Value {
  const parts = [maps.f5, mean(net, maps.f4, 2), mean(net, maps.f3, 4)]
  // Without hints the kernel's last two columns meet zeros: leaving them in costs nothing to speak of, and one kernel serves both graphs.
  const [, , height = 0, width = 0] = maps.f5.shape
  const said = hints === undefined ? silence(net, maps.f5, height, width) : strongest(net, hints, 32)
  const joined = normalised(net, net.concat([...parts, said], 1), 'squeeze.0')
  return normalised(net, context(net, joined, 'squeeze.1', [2, 4]), 'squeeze.2')
}

function silence(net: NanoNetwork, like: Value, height: number, width: number): Value {
  return net.constant(like.dtype, 'no hints', [1, 2, height, width], () => new Float32Array(2 * height * width))
}

/** What a stage reads besides the stage below. */
export interface Stage {
  key: string
  /** The backbone's map of the same size. */
  lateral: Value
  /** Side of the photo's patches, in pixels. */
  patch: number
  /** Rates of the atrous pyramid; none where there is no pyramid. */
  rates: readonly number[]
}

/** One stage of the decoder: the stage below at twice its size, the backbone's map and the photo's own patches. */
export function stage(net: NanoNetwork, below: Value, given: Given, { key, lateral, patch, rates }: Stage): Value {
  const parts = [doubled(net, below), normalised(net, lateral, `${key}.lateral`)]
  const entered = normalised(
    net,
    net.concat([...parts, inward(net, given, `${key}.patches`, patch)], 1),
    `${key}.enter`,
  )
  const seen = rates.length === 0 ? entered : context(net, entered, `${key}.context`, rates)
  return normalised(net, seen, `${key}.leave`)
}

/** The outward reference: the map weighed by where the photo's gradients are thought to lie on the subject's edge. */
export function gate(net: NanoNetwork, x: Value, key: string): Value {
  const features = normalised(net, x, `${key}.features`)
  return net.graph.op('Mul', [x, net.sigmoid(convolution(net, features, `${key}.weigh`))])
}

/** Bilinear, at half-pixel centres. */
export function doubled(net: NanoNetwork, x: Value): Value {
  const [one = 1, channels = 0, height = 0, width = 0] = x.shape
  const shape = [one, channels, 2 * height, 2 * width]
  return net.graph.op(
    'Resize',
    [x, undefined, undefined, net.graph.ints(shape)],
    { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
    { shape },
  )
}
