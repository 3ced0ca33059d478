import { type Backbone, stageChannels } from './backbone.ts'
import { decoderLevels, patchChannels, squeezeChannels } from './decoder/decoderPlan.ts'

/** One tensor that a checkpoint of this architecture has. */
export interface Parameter {
  shape: readonly number[]
  /** False for what inference can do without: counters, tables that follow from the sizes, training outputs. */
  isUsed: boolean
  /** Official training with a batch size of 1 leaves these out. */
  isOfBatchNorm?: true
}

/** Every key of the official state dict of this backbone, with its shape (birefnet.md, section 5). */
export function expectedParameters(backbone: Backbone): Map<string, Parameter> {
  const list = new ParameterList()
  listBackbone(list, backbone)
  const squeeze = squeezeChannels(backbone)
  listDecoderBlock(list, 'squeeze_module.0', squeeze.inputs, squeeze.outputs)
  for (const { level, lateral, patches, grid, patchOutputs, inputs, outputs } of decoderLevels(backbone)) {
    listPatches(list, patches, grid, patchOutputs)
    listDecoderBlock(list, `decoder.decoder_block${level}`, inputs, outputs)
    if (level < 4) list.convolution(`decoder.lateral_block${level + 1}.conv`, lateral, lateral, 1)
    if (level > 1) listGate(list, level, outputs)
  }
  listPatches(list, 1, 1, patchChannels(backbone, 1))
  list.convolution('decoder.conv_out1.0', backbone.embed + patchChannels(backbone, 1), 1, 1)
  return list.parameters
}

class ParameterList {
  readonly parameters = new Map<string, Parameter>()

  add(key: string, ...shape: number[]): void {
    this.parameters.set(key, { shape, isUsed: true })
  }

  unused(key: string, ...shape: number[]): void {
    this.parameters.set(key, { shape, isUsed: false })
  }

  pair(key: string, outputs: number, ...rest: number[]): void {
    this.add(`${key}.weight`, outputs, ...rest)
    this.add(`${key}.bias`, outputs)
  }

  convolution(key: string, inputs: number, outputs: number, kernel: number): void {
    this.pair(key, outputs, inputs, kernel, kernel)
  }

  batchNorm(key: string, channels: number): void {
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      this.parameters.set(`${key}.${part}`, { shape: [channels], isUsed: true, isOfBatchNorm: true })
    this.unused(`${key}.num_batches_tracked`)
  }
}

function listBackbone(list: ParameterList, backbone: Backbone): void {
  const { embed, depths, heads, window } = backbone
  list.convolution('bb.patch_embed.proj', 3, embed, 4)
  list.pair('bb.patch_embed.norm', embed)
  for (const [stage, depth] of depths.entries()) {
    const channels = stageChannels(backbone, stage)
    for (let block = 0; block < depth; block++) {
      const key = `bb.layers.${stage}.blocks.${block}`
      list.pair(`${key}.norm1`, channels)
      list.pair(`${key}.norm2`, channels)
      list.add(`${key}.attn.relative_position_bias_table`, (2 * window - 1) ** 2, heads[stage] ?? 0)
      list.unused(`${key}.attn.relative_position_index`, window ** 2, window ** 2)
      list.pair(`${key}.attn.qkv`, 3 * channels, channels)
      list.pair(`${key}.attn.proj`, channels, channels)
      list.pair(`${key}.mlp.fc1`, 4 * channels, channels)
      list.pair(`${key}.mlp.fc2`, channels, 4 * channels)
    }
    if (stage < 3) {
      list.add(`bb.layers.${stage}.downsample.reduction.weight`, 2 * channels, 4 * channels)
      list.pair(`bb.layers.${stage}.downsample.norm`, 4 * channels)
    }
    list.pair(`bb.norm${stage}`, channels)
  }
}

function listDecoderBlock(list: ParameterList, key: string, inputs: number, outputs: number): void {
  list.convolution(`${key}.conv_in`, inputs, 64, 3)
  list.batchNorm(`${key}.bn_in`, 64)
  const aspp = `${key}.dec_att`
  const modules = [1, 1, 3, 7].map((kernel, index) => ({
    kernel,
    name: index === 0 ? 'aspp1' : `aspp_deforms.${index - 1}`,
  }))
  for (const { kernel, name } of modules) {
    list.convolution(`${aspp}.${name}.atrous_conv.offset_conv`, 64, 2 * kernel ** 2, kernel)
    list.convolution(`${aspp}.${name}.atrous_conv.modulator_conv`, 64, kernel ** 2, kernel)
    list.add(`${aspp}.${name}.atrous_conv.regular_conv.weight`, 256, 64, kernel, kernel)
    list.batchNorm(`${aspp}.${name}.bn`, 256)
  }
  list.add(`${aspp}.global_avg_pool.1.weight`, 256, 64, 1, 1)
  list.batchNorm(`${aspp}.global_avg_pool.2`, 256)
  list.add(`${aspp}.conv1.weight`, 64, 1280, 1, 1)
  list.batchNorm(`${aspp}.bn1`, 64)
  list.convolution(`${key}.conv_out`, 64, outputs, 3)
  list.batchNorm(`${key}.bn_out`, outputs)
}

function listPatches(list: ParameterList, patches: number, grid: number, outputs: number): void {
  list.convolution(`decoder.ipt_blk${patches}.conv1`, 3 * grid ** 2, 64, 3)
  list.convolution(`decoder.ipt_blk${patches}.conv_out`, 64, outputs, 3)
}

function listGate(list: ParameterList, level: number, channels: number): void {
  list.convolution(`decoder.gdt_convs_${level}.0`, channels, 16, 3)
  list.batchNorm(`decoder.gdt_convs_${level}.1`, 16)
  list.convolution(`decoder.gdt_convs_attn_${level}.0`, 16, 1, 1)
  for (const [key, inputs] of [
    [`decoder.conv_ms_spvn_${level}`, channels],
    [`decoder.gdt_convs_pred_${level}.0`, 16],
  ] as const) {
    list.unused(`${key}.weight`, 1, inputs, 1, 1)
    list.unused(`${key}.bias`, 1)
  }
}
