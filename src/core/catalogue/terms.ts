import type { Model } from '#core/models.ts'
import { catalogue, findEntry } from './catalogue.ts'
import type { CatalogueEntry, Licence } from './entry.ts'

/**
 * The licence that a person has to agree to before the first use of a model, because it forbids commercial work; undefined for all others.
 * A graph that came as a file is known by its content, or else by the family that it is used as.
 */
export function termsOf(model: Model): Licence | undefined {
  const licence = entryOf(model)?.licence
  return licence?.isNonCommercial === true ? licence : undefined
}

function entryOf(model: Model): CatalogueEntry | undefined {
  if (model.kind === 'birefnet') return findEntry(model.id)
  if (model.kind !== 'onnx') return undefined
  const isFile = ({ sha256 }: CatalogueEntry) => sha256 !== undefined && model.id === `onnx-${sha256.slice(0, 16)}`
  return catalogue.find(isFile) ?? findEntry(model.family)
}
