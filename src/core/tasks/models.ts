import { birefnetModel } from '#core/birefnetModel.ts'
import { findByName } from '#core/catalogue/catalogue.ts'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { builtInModels, type Model, type OnnxModel } from '#core/models.ts'
import type { ShelfItem } from '#core/shelf.ts'
import type { Abilities } from '#core/ways/abilities.ts'
import { usualModel } from './task.ts'
import { inSentences } from './taskReasons.ts'

/** What is on the device, and which of it is usual. */
export interface ModelsHere {
  shelf: readonly ShelfItem[]
  onnx: readonly OnnxModel[]
  /** Id or name of the model that cuts where none is named. */
  usual: string
  abilities: Abilities
}

export type ModelChoice =
  | { ok: true; model: Model; remarks: string[] }
  | { ok: false; reason: 'model-unknown' | 'model-absent'; message: string }

/** The first of the wanted models that is here, at the size that is nearest to the wanted one. */
export function chooseModel(wanted: readonly string[], tier: number | undefined, here: ModelsHere): ModelChoice {
  const names = wanted.map((name) => (name === usualModel ? here.usual : name))
  for (const [index, name] of names.entries()) {
    const model = modelHere(name, tier, here)
    if (model === undefined) continue
    const remarks: string[] = []
    const first = names[0]
    if (index > 0 && first !== undefined)
      remarks.push(`${nameOf(first)} is not on this device: ${model.name} cuts instead.`)
    if (model.kind === 'birefnet' && tier !== undefined && model.tier !== tier)
      remarks.push(`${model.name} has no size ${tier}: it runs at ${model.tier}.`)
    return { ok: true, model, remarks }
  }
  return absent(names[0] ?? usualModel, here)
}

function modelHere(name: string, tier: number | undefined, { shelf, onnx, abilities }: ModelsHere): Model | undefined {
  const wanted = name.trim().toLowerCase()
  const builtIn = builtInModels.find(({ id }) => id === wanted)
  if (builtIn !== undefined) return builtIn
  const entry = findByName(name)
  // A file that whoever runs this has named like one of the catalogue is meant by its names, pinned or not.
  const meant = [entry?.id ?? wanted, wanted]
  const item = shelf.find(({ id, name: own }) => meant.includes(id) || meant.includes(own.toLowerCase()))
  if (item?.kind === 'birefnet') {
    const model = birefnetModel(item, undefined, { runsOn: 'auto', abilities })
    return tier === undefined ? model : { ...model, tier: nearest(model.tiers, tier) }
  }
  const prefix = entry?.sha256 === undefined ? undefined : `onnx-${entry.sha256.slice(0, 16)}`
  return onnx.find(({ id, name: own }) => id === (prefix ?? wanted) || meant.includes(own.toLowerCase()))
}

function nearest(tiers: readonly number[], wanted: number): number {
  const [first = wanted, ...others] = tiers
  return others.reduce((best, tier) => (Math.abs(tier - wanted) < Math.abs(best - wanted) ? tier : best), first)
}

function nameOf(name: string): string {
  return findByName(name)?.name ?? name
}

function absent(name: string, here: ModelsHere): ModelChoice {
  const others = `Here there are: ${namesHere(here).join(', ')}.`
  const entry = findByName(name)
  if (entry === undefined)
    return {
      ok: false,
      reason: 'model-unknown',
      message: inSentences('model-unknown', `“${name.slice(0, 60)}” is none. ${others}`),
    }
  return {
    ok: false,
    reason: 'model-absent',
    message: `${inSentences('model-absent', howToGet(name, entry))} ${others}`,
  }
}

function howToGet(name: string, { name: title, id, file, licence }: CatalogueEntry): string {
  const called = name === id ? title : `${title} (${name})`
  const terms = licence.isNonCommercial ? `, for non-commercial use only (${licence.url})` : ''
  return `${called}: put ${file} into the folder of models, as “npm run models -- ${id}” does${terms}, and ask again.`
}

/** All that can be asked for. */
export function namesHere({ shelf, onnx }: Pick<ModelsHere, 'shelf' | 'onnx'>): string[] {
  return [...builtInModels, ...shelf, ...onnx].map(({ id }) => id)
}
