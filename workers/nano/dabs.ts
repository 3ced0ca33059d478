import type { Outcome } from '#core/outcome.ts'
import type { BuiltModel, Value } from '#workers/onnx/graph.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { compileWith } from './compile.ts'
import { convolution } from './convolution.ts'
import { doubled } from './decoder.ts'
import { guidePlanes } from './guides.ts'
import { mean } from './inward.ts'
import { shuffled } from './nano.ts'
import type { NanoNetwork, NanoPlan } from './network.ts'

/** What the branch reads: the trunk's results, kept since the photo was cut, and what `guides` makes of the dabs. */
interface Read {
  image: Value
  logits: Value
  d2: Value
  d3: Value
  f3: Value
  f4: Value
  guide: Value
  where: Value
}

/**
 * Compiles the dab branch, which puts a finished prediction right where a person dabbed and costs a tenth of the network. Inputs: `image`,
 * `logits`, `d2`, `d3`, `f3`, `f4` of the network's graph (`keepsFeatures`), `guide` [1, 8, H/4, W/4] and `where` [1, 2, H/8, W/8] of
 * `guides`; output `dabbed` [1, 1, H, W], the logits with the hints obeyed. All float32. Fails with a `checkpoint-...` reason.
 */
export function compileDabs({ source, size }: Pick<NanoPlan, 'size'> & { source: ByteSource }): Outcome<BuiltModel> {
  return compileWith(source, { size, precision: 'fp32', hasHints: false }, (net) => {
    const { width, height } = size
    const input = (name: string, channels: number, side: number) =>
      net.graph.input(name, 'f32', [1, channels, height / side, width / side])
    const read: Read = {
      image: input('image', 3, 1),
      logits: input('logits', 1, 1),
      d2: input('d2', 40, 4),
      d3: input('d3', 64, 8),
      f3: input('f3', 40, 8),
      f4: input('f4', 112, 16),
      guide: input('guide', guidePlanes, 4),
      where: input('where', 2, 8),
    }
    net.graph.output(net.add(read.logits, doubled(net, correction(net, read))), 'dabbed')
  })
}

/** What is added to the logits, at half the photo's size. */
function correction(net: NanoNetwork, { image, d2, d3, f3, f4, guide, where }: Read): Value {
  const relu = { activation: 'relu' } as const
  const embedded = convolution(net, net.concat([d3, f3, doubled(net, f4)], 1), 'dabs.embed')
  const known = net.concat([embedded, likeness(net, embedded, where), mean(net, guide, 2)], 1)
  let wide = convolution(net, known, 'dabs.enter', relu)
  for (const [index, dilation] of [2, 4, 8].entries()) {
    wide = net.add(wide, convolution(net, wide, `dabs.wide.${index}`, { dilation, ...relu }))
  }
  const fine = net.concat([doubled(net, wide), d2, patches(net, image), guide], 1)
  const refined = convolution(net, convolution(net, fine, 'dabs.join', relu), 'dabs.refine', relu)
  return shuffled(net, convolution(net, refined, 'dabs.correct'))
}

/** How much each place is like what was dabbed, on average: a plane for keep, one for remove. */
function likeness(net: NanoNetwork, embedded: Value, where: Value): Value {
  const [, channels = 0, height = 0, width = 0] = embedded.shape
  const places = height * width
  const map = net.reshape(embedded, [channels, places])
  const shares = net.transpose(net.reshape(where, [2, places]), [1, 0])
  const dabbed = net.graph.op('MatMul', [map, shares], {}, { shape: [channels, 2] })
  const alike = net.graph.op('MatMul', [net.transpose(dabbed, [1, 0]), map], {}, { shape: [2, places] })
  const scaled = net.graph.op('Mul', [alike, net.graph.scalar(1 / (4 * Math.sqrt(channels)))])
  return net.reshape(net.graph.op('Tanh', [scaled]), [1, 2, height, width])
}

/** The photo in patches of 4 pixels, folded into channels, through a 1 x 1 convolution: one convolution with a kernel and stride of 4. */
function patches(net: NanoNetwork, image: Value): Value {
  const [outputs = 0] = net.kernelShape('dabs.patches')
  const { weight, bias } = net.kernel('dabs.patches')
  const operands = [
    image,
    net.constant('f32', 'dabs.patches.weight', [outputs, 3, 4, 4], weight),
    net.constant('f32', 'dabs.patches.bias', [outputs], bias),
  ]
  const [, , height = 0, width = 0] = image.shape
  const shape = [1, outputs, height / 4, width / 4]
  return net.relu(net.graph.op('Conv', operands, { kernel_shape: [4, 4], strides: [4, 4] }, { shape }))
}
