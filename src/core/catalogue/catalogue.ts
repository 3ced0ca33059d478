import type { CatalogueEntry } from './entry.ts'
import { generalEntries } from './general.ts'
import { onnxEntries } from './onnx.ts'
import { specialEntries } from './special.ts'

/** All checkpoints that Clearcut knows, in the order in which they are listed. */
export const catalogue: readonly CatalogueEntry[] = [...generalEntries, ...specialEntries, ...onnxEntries]

/** The entry of this id. */
export function findEntry(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id)
}

/**
 * The entry that is meant by a name: ours (id or name), the hub repository's, or that of another service (`runware:112@1`,
 * `General Use (Light)`, `birefnet-massive`). Capitals do not matter. Our own names go first.
 */
export function findByName(name: string): CatalogueEntry | undefined {
  const wanted = name.trim().toLowerCase()
  const is = (candidate: string) => candidate.toLowerCase() === wanted
  return (
    catalogue.find((entry) => is(entry.id) || is(entry.name)) ??
    catalogue.find(({ namesElsewhere }) => namesElsewhere.some((elsewhere) => is(elsewhere.name))) ??
    catalogue.find(({ hub }) => is(hub.repository))
  )
}

/** The entry whose file has this SHA-256, whatever the file is called. */
export function findBySha256(sha256: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.sha256 === sha256.toLowerCase())
}
