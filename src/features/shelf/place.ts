import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import type { OnnxModel } from '#core/models.ts'
import type { Download, ShelfItem } from '#core/shelf.ts'
import type { AppState } from '#state/initialState.ts'
import { onnxIdOf } from '#state/shelfArrivals.ts'

/** Where a checkpoint of the catalogue is. */
export type Place =
  | { at: 'device'; sizeBytes: number; item: ShelfItem }
  /** A plain graph, kept among the person's own ONNX models. */
  | { at: 'models'; sizeBytes: number; model: OnnxModel }
  | { at: 'under-way'; download: Download }
  | { at: 'elsewhere' }

export function placeOf({ shelf, onnxModels }: AppState, { id, sha256 }: CatalogueEntry): Place {
  const download = shelf.downloads.find((other) => other.id === id)
  if (download !== undefined) return { at: 'under-way', download }
  const item = shelf.items.find((other) => other.id === id)
  if (item !== undefined) return { at: 'device', sizeBytes: item.sizeBytes, item }
  const model = sha256 === undefined ? undefined : onnxModels.find((other) => other.id === onnxIdOf(sha256))
  return model === undefined ? { at: 'elsewhere' } : { at: 'models', sizeBytes: model.sizeBytes, model }
}
