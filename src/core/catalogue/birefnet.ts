import type { CatalogueEntry, ScoreSource } from './entry.ts'

/** What entries of the BiRefNet family leave out because it is the same for most. */
type Particulars = Omit<CatalogueEntry, 'kind' | 'hub' | 'file' | 'licence' | 'normalisation' | 'keepsAspect'> & {
  repository: string
  revision?: string
  keepsAspect?: boolean
}

const mit = { name: 'MIT', url: 'https://github.com/ZhengPeng7/BiRefNet/blob/main/LICENSE', isNonCommercial: false }

/** An entry of the author's hub account, where each checkpoint is `model.safetensors` of a repository of its own. */
export function birefnetEntry(particulars: Particulars): CatalogueEntry {
  const { repository, revision = 'main', keepsAspect = false, ...rest } = particulars
  return {
    ...rest,
    kind: 'birefnet',
    hub: { repository: `ZhengPeng7/${repository}`, revision, path: 'model.safetensors', isGated: false },
    file: `${particulars.id}.safetensors`,
    normalisation: 'birefnet',
    licence: mit,
    keepsAspect,
  }
}

/** File sizes of the two backbones, which are the same for all checkpoints of one precision. */
export const fileBytes = {
  'swin-t f32': 177_634_392,
  'swin-t f16': 88_965_896,
  'swin-l f32': 884_878_856,
  'swin-l f16': 444_473_596,
} as const

export const square = (side: number) => ({ width: side, height: side })

/** Where the scores were read. */
export const readme: ScoreSource = { kind: 'zoo', place: 'github.com/ZhengPeng7/BiRefNet' }
export const card = (repository: string): ScoreSource => ({
  kind: 'card',
  place: `huggingface.co/ZhengPeng7/${repository}`,
})

/** Tiers of a checkpoint that was trained at 1024. */
export const usualTiers = { default: 1024, allowed: [512, 768, 1024] } as const
