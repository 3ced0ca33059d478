import { type Backbone, stageChannels } from '#workers/birefnet/backbone.ts'

/** One step of the decoder, from the coarsest (4) to the finest (1). */
export interface DecoderLevel {
  /** Number in the keys: `decoder.decoder_block{level}`. */
  level: 4 | 3 | 2 | 1
  /** Encoder stage whose map this level works on: 3 is at 1/32, 0 at 1/4. */
  stage: number
  /** Channels of the encoder's map there, full-scale and half-scale features together. */
  lateral: number
  /** Number in the keys of the inward reference: `decoder.ipt_blk{patches}`. */
  patches: 5 | 4 | 3 | 2
  /** Tiles along each side of the image. */
  grid: number
  /** Channels that the inward reference adds. */
  patchOutputs: number
  inputs: number
  outputs: number
}

/** The four levels with their channels (birefnet.md, section 4). */
export function decoderLevels(backbone: Backbone): DecoderLevel[] {
  const steps = [
    { level: 4, stage: 3, patches: 5, grid: 32 },
    { level: 3, stage: 2, patches: 4, grid: 16 },
    { level: 2, stage: 1, patches: 3, grid: 8 },
    { level: 1, stage: 0, patches: 2, grid: 4 },
  ] as const
  return steps.map((step) => {
    const lateral = 2 * stageChannels(backbone, step.stage)
    const patchOutputs = patchChannels(backbone, step.patches)
    // A block gives what the next finer lateral has, so that the two can be added; the last one gives half of its own.
    const outputs = step.stage === 0 ? lateral / 2 : 2 * stageChannels(backbone, step.stage - 1)
    return { ...step, lateral, patchOutputs, inputs: lateral + patchOutputs, outputs }
  })
}

/** Output channels of `decoder.ipt_blk{patches}`. */
export function patchChannels({ embed }: Backbone, patches: 5 | 4 | 3 | 2 | 1): number {
  return { 5: 2 * embed, 4: 2 * embed, 3: embed, 2: embed / 2, 1: embed / 4 }[patches]
}

/** Channels of the squeeze module: the coarsest map together with the resized finer ones comes in, its own width goes out. */
export function squeezeChannels(backbone: Backbone): { inputs: number; outputs: number } {
  const laterals = [0, 1, 2, 3].map((stage) => 2 * stageChannels(backbone, stage))
  return { inputs: laterals.reduce((sum, channels) => sum + channels, 0), outputs: 2 * stageChannels(backbone, 3) }
}
