import type { Size } from '#core/geometry.ts'
import { type Backbone, stageChannels } from '#workers/birefnet/backbone.ts'
import { convolution, relu, sigmoid } from '#workers/birefnet/convolution.ts'
import { decoderLevels, patchChannels, squeezeChannels } from '#workers/birefnet/decoder/decoderPlan.ts'
import { gate } from '#workers/birefnet/decoder/gate.ts'
import { imageTiles } from '#workers/birefnet/decoder/inwardPatches.ts'
import { Network } from '#workers/birefnet/network.ts'
import { resize } from '#workers/birefnet/resize.ts'
import { layerNorm } from '#workers/birefnet/swin/layerNorm.ts'
import { linear } from '#workers/birefnet/swin/linear.ts'
import { patchEmbed } from '#workers/birefnet/swin/patchEmbed.ts'
import { patchMerging } from '#workers/birefnet/swin/patchMerging.ts'
import { relativeBias, shiftMask } from '#workers/birefnet/swin/windowTables.ts'
import { type Tokens, tokensToMap } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'

// The network as it is published, operator by operator (batch norms folded, as every exporter does): what the rewrites are measured against.

/** The literal graph in float32, deformable convolutions by ONNX's DeformConv over the whole map. */
export function literalNetwork(checkpoint: Checkpoint, backbone: Backbone, size: Size): Network {
  const plan = { size, precision: 'fp32', deformable: 'native', patchOrder: 'c-hg-wg', chunkBytes: 2 ** 40 } as const
  const net = new Network(checkpoint, plan)
  const image = net.graph.input('image', 'f32', [1, 3, size.height, size.width])
  const half = swin(net, resize(net, image, size.height / 2, size.width / 2), backbone)
  const maps = swin(net, image, backbone).map((map, stage) => {
    const [, , height = 0, width = 0] = map.shape
    return net.concat([map, resize(net, half[stage] ?? map, height, width)], 1)
  })
  const coarsest = maps[3] ?? image
  const [, , height = 0, width = 0] = coarsest.shape
  const context = net.concat(
    maps.map((map) => resize(net, map, height, width)),
    1,
  )
  let map = decoderBlock(net, context, 'squeeze_module.0', squeezeChannels(backbone).outputs)
  for (const { level, stage, lateral, patches, grid, patchOutputs, outputs } of decoderLevels(backbone)) {
    const beside = maps[stage] ?? image
    if (level < 4) {
      const side = convolution(net, beside, `decoder.lateral_block${level + 1}.conv`, { outputs: lateral, kernel: 1 })
      map = net.add(resize(net, map, beside.shape[2] ?? 0, beside.shape[3] ?? 0), side)
    }
    const joined = net.concat([map, inward(net, image, patches, grid, patchOutputs)], 1)
    map = decoderBlock(net, joined, `decoder.decoder_block${level}`, outputs)
    if (level > 1) map = gate(net, map, level)
  }
  const enlarged = resize(net, map, size.height, size.width)
  const joined = net.concat([enlarged, inward(net, image, 1, 1, patchChannels(backbone, 1))], 1)
  net.graph.output(convolution(net, joined, 'decoder.conv_out1.0', { outputs: 1, kernel: 1 }), 'logits')
  return net
}

function inward(net: Network, image: Value, patches: number, grid: number, outputs: number): Value {
  const key = `decoder.ipt_blk${patches}`
  const hidden = convolution(net, imageTiles(net, image, grid), `${key}.conv1`, { outputs: 64, kernel: 3 })
  return convolution(net, hidden, `${key}.conv_out`, { outputs, kernel: 3 })
}

function swin(net: Network, image: Value, backbone: Backbone): Value[] {
  let tokens = patchEmbed(net, image, backbone.embed)
  return backbone.depths.map((depth, stage) => {
    if (stage > 0) tokens = patchMerging(net, tokens, `bb.layers.${stage - 1}.downsample`)
    for (let block = 0; block < depth; block++) {
      const key = `bb.layers.${stage}.blocks.${block}`
      const shift = block % 2 === 0 ? 0 : Math.floor(backbone.window / 2)
      const attended = net.add(tokens.value, attention(net, tokens, key, backbone, stage, shift))
      const hidden = linear(
        net,
        layerNorm(net, attended, `${key}.norm2`),
        `${key}.mlp.fc1`,
        4 * stageChannels(backbone, stage),
      )
      const shrunk = linear(net, gelu(net, hidden), `${key}.mlp.fc2`, stageChannels(backbone, stage))
      tokens = { ...tokens, value: net.add(attended, shrunk) }
    }
    return tokensToMap(net, { ...tokens, value: layerNorm(net, tokens.value, `bb.norm${stage}`) })
  })
}

function gelu(net: Network, x: Value): Value {
  const { graph } = net
  const bent = graph.op('Add', [graph.op('Erf', [graph.op('Div', [x, graph.scalar(Math.SQRT2)])]), graph.scalar(1)])
  return graph.op('Mul', [graph.op('Mul', [x, bent]), graph.scalar(0.5)])
}

function attention(net: Network, tokens: Tokens, key: string, backbone: Backbone, stage: number, shift: number): Value {
  const { graph } = net
  const { height, width } = tokens
  const { window } = backbone
  const [heads, channels] = [backbone.heads[stage] ?? 1, stageChannels(backbone, stage)]
  const [rows, columns] = [Math.ceil(height / window), Math.ceil(width / window)]
  const [tall, wide] = [rows * window, columns * window]
  const [count, places] = [rows * columns, window ** 2]
  let map = net.reshape(layerNorm(net, tokens.value, `${key}.norm1`), [1, height, width, channels])
  const pads = graph.ints([0, 0, 0, 0, 0, tall - height, wide - width, 0])
  if (tall > height || wide > width) map = graph.op('Pad', [map, pads], {}, { shape: [1, tall, wide, channels] })
  if (shift > 0) map = roll(net, roll(net, map, 1, shift), 2, shift)
  const cut = net.transpose(net.reshape(map, [1, rows, window, columns, window, channels]), [0, 1, 3, 2, 4, 5])
  const joint = linear(net, net.reshape(cut, [count, places, channels]), `${key}.attn.qkv`, 3 * channels)
  const parted = net.transpose(net.reshape(joint, [count, places, 3, heads, 32]), [2, 0, 3, 1, 4])
  const [q, k, v] = [0, 1, 2].map((part) =>
    net.reshape(net.slice(parted, 0, part, part + 1), [count, heads, places, 32]),
  )
  if (q === undefined || k === undefined || v === undefined) throw new RangeError('Three parts are cut.')
  const scaled = graph.op('Mul', [q, graph.scalar(32 ** -0.5)])
  const shape = [count, heads, places, places]
  let scores = graph.op('MatMul', [scaled, net.transpose(k, [0, 1, 3, 2])], {}, { shape })
  const table = () => relativeBias(net.read(`${key}.attn.relative_position_bias_table`), window, heads)
  scores = net.add(scores, net.constant('f32', `${key}.bias`, [1, heads, places, places], table))
  const all = Array.from({ length: count }, (_, number) => number)
  const mask = () => shiftMask({ height, width, window, shift }, all)
  if (shift > 0)
    scores = net.add(scores, net.constant('f32', `mask.${height}x${width}`, [count, 1, places, places], mask))
  const mixed = graph.op(
    'MatMul',
    [graph.op('Softmax', [scores], { axis: -1 }), v],
    {},
    { shape: [count, heads, places, 32] },
  )
  const out = linear(
    net,
    net.reshape(net.transpose(mixed, [0, 2, 1, 3]), [count, places, channels]),
    `${key}.attn.proj`,
    channels,
  )
  const turned = net.transpose(net.reshape(out, [1, rows, columns, window, window, channels]), [0, 1, 3, 2, 4, 5])
  let back = net.reshape(turned, [1, tall, wide, channels])
  if (shift > 0) back = roll(net, roll(net, back, 1, tall - shift), 2, wide - shift)
  return net.reshape(net.slice(net.slice(back, 1, 0, height), 2, 0, width), [height * width, channels])
}

/** Moves everything up (or left) by `by`, around the edge. */
function roll(net: Network, x: Value, axis: number, by: number): Value {
  return net.concat([net.slice(x, axis, by, x.shape[axis] ?? 0), net.slice(x, axis, 0, by)], axis)
}

function decoderBlock(net: Network, x: Value, key: string, outputs: number): Value {
  const narrow = relu(net, convolution(net, x, `${key}.conv_in`, { outputs: 64, kernel: 3, norm: `${key}.bn_in` }))
  const aspp = `${key}.dec_att`
  const branches = [1, 1, 3, 7].map((kernel, index) =>
    deformable(net, narrow, `${aspp}.${index === 0 ? 'aspp1' : `aspp_deforms.${index - 1}`}`, kernel),
  )
  const pool = `${aspp}.global_avg_pool`
  const mean = net.graph.op('GlobalAveragePool', [narrow], {}, { shape: [1, 64, 1, 1] })
  const pooled = relu(
    net,
    convolution(net, mean, `${pool}.1`, { outputs: 256, kernel: 1, norm: `${pool}.2`, hasBias: false }),
  )
  // Five operands, as the published graph has them; only the CPU runs this one.
  const parts = [...branches, resize(net, pooled, x.shape[2] ?? 0, x.shape[3] ?? 0)]
  const joined = net.graph.op('Concat', parts, { axis: 1 }, { shape: x.shape.with(1, 1280) })
  const seen = relu(
    net,
    convolution(net, joined, `${aspp}.conv1`, { outputs: 64, kernel: 1, norm: `${aspp}.bn1`, hasBias: false }),
  )
  return convolution(net, seen, `${key}.conv_out`, { outputs, kernel: 3, norm: `${key}.bn_out` })
}

function deformable(net: Network, x: Value, key: string, kernel: number): Value {
  const part = `${key}.atrous_conv`
  const offsets = convolution(net, x, `${part}.offset_conv`, { outputs: 2 * kernel ** 2, kernel })
  const open = sigmoid(net, convolution(net, x, `${part}.modulator_conv`, { outputs: kernel ** 2, kernel }))
  const mask = net.graph.op('Mul', [open, net.graph.scalar(2)])
  const { scale, shift } = net.readNorm(`${key}.bn`)
  const weight = () =>
    net
      .read(`${part}.regular_conv.weight`)
      .map((value, index) => value * (scale[Math.floor(index / (64 * kernel ** 2))] ?? 0))
  const operands = [
    x,
    net.constant('f32', `${part}.weight`, [256, 64, kernel, kernel], weight),
    offsets,
    net.constant('f32', `${part}.bias`, [256], () => shift),
    mask,
  ]
  const pad = (kernel - 1) / 2
  const attributes = { kernel_shape: [kernel, kernel], pads: [pad, pad, pad, pad] }
  return relu(net, net.graph.op('DeformConv', operands, attributes, { shape: x.shape.with(1, 256) }))
}
