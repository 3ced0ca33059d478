/** A Swin v1 backbone: https://arxiv.org/abs/2103.14030, table 7. */
export interface Backbone {
  id: 'swin-t' | 'swin-l'
  /** Channels of the first stage; each later stage doubles them. */
  embed: number
  /** Blocks of each of the four stages. */
  depths: readonly number[]
  /** Attention heads of each stage; every head has 32 channels. */
  heads: readonly number[]
  /** Side of an attention window in tokens. */
  window: number
}

export const backbones = {
  'swin-t': { id: 'swin-t', embed: 96, depths: [2, 2, 6, 2], heads: [3, 6, 12, 24], window: 7 },
  'swin-l': { id: 'swin-l', embed: 192, depths: [2, 2, 18, 2], heads: [6, 12, 24, 48], window: 12 },
} as const satisfies Record<string, Backbone>

/** Channels of a stage's tokens, `stage` 0 to 3. */
export function stageChannels({ embed }: Backbone, stage: number): number {
  return embed * 2 ** stage
}
