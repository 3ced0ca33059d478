import { findEntry } from './catalogue/catalogue.ts'
import type { CatalogueEntry } from './catalogue/entry.ts'
import type { BiRefNetModel } from './models.ts'
import { say } from './say.ts'
import type { ShelfItem } from './shelf.ts'
import { type Abilities, bestTier, unknownAbilities } from './ways/abilities.ts'
import type { RunsOn } from './ways/way.ts'

/** Sizes of a checkpoint that the catalogue does not know; 1024 is what nearly all were trained at. */
const unknownTiers: CatalogueEntry['tiers'] = { default: 1024, allowed: [512, 768, 1024, 1536, 2048] }

/** Swin-T has 44 million weights, Swin-L 220 million: even in half precision the large one is larger than this, and the small one never is. */
const largestLiteBytes = 300e6

/** What a tier means for a person, where there is something to be said of it. */
export function tierInWords(tier: number): string | undefined {
  return isDescribed(tier) ? say(`core.tier.${tier}`) : undefined
}

const describedTiers = [512, 768, 1024, 1536, 2048] as const

function isDescribed(tier: number): tier is (typeof describedTiers)[number] {
  return describedTiers.some((one) => one === tier)
}

/** How checkpoints are used on this device. */
export interface BiRefNetUse {
  runsOn: RunsOn
  abilities: Abilities
}

const usualUse: BiRefNetUse = { runsOn: 'auto', abilities: unknownAbilities }

/** A checkpoint of the shelf as a model, at the wanted tier where it has that, else at its usual one or the best below that this device is up to. */
export function birefnetModel(
  { id, name, sizeBytes, backbone: known }: ShelfItem,
  wanted?: number,
  { runsOn, abilities }: BiRefNetUse = usualUse,
): BiRefNetModel {
  const entry = findEntry(id)
  const tiers = entry?.tiers ?? unknownTiers
  const isLite = entry === undefined ? sizeBytes < largestLiteBytes : entry.backbone === 'swin-t'
  const backbone = known ?? (isLite ? 'lite' : 'large')
  return {
    kind: 'birefnet',
    id,
    name,
    sizeBytes,
    backbone,
    keepsAspect: entry?.keepsAspect ?? false,
    tiers: tiers.allowed,
    tier: wanted !== undefined && tiers.allowed.includes(wanted) ? wanted : bestTier(backbone, tiers, abilities),
    runsOn,
  }
}

/** The checkpoints of the shelf as models, each at the tier that was chosen for it. */
export function birefnetModels(
  items: readonly ShelfItem[],
  chosenTiers: Readonly<Record<string, number>>,
  use: BiRefNetUse = usualUse,
): BiRefNetModel[] {
  return items.filter(({ kind }) => kind === 'birefnet').map((item) => birefnetModel(item, chosenTiers[item.id], use))
}
