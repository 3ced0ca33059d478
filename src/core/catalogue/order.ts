import type { DownloadOrder, DownloadSource } from '#core/shelf.ts'
import type { CatalogueEntry } from './entry.ts'

/** Where checkpoints may come from; addresses end with a slash. */
export interface SourceSettings {
  /** Where the app's files lie. */
  appUrl: string
  /** Names of the checkpoints that lie in `models/` there; they are asked for first. */
  ownFiles: readonly string[]
  /** An address that serves the hub's paths (`owner/name/resolve/...`), or the files under their own names. */
  mirrorUrl?: string
  /** The hub itself; empty to leave it out. */
  hubUrl: string
}

/** What to fetch for an entry, and from where, nearest source first. A gated file has no source but one's own and a mirror. */
export function downloadOrder(entry: CatalogueEntry, settings: SourceSettings): DownloadOrder {
  const { id, name, kind, file, sizeBytes, sha256 } = entry
  return {
    ...{ id, name, kind, file },
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(sha256 === undefined ? {} : { sha256 }),
    sources: [...sources(entry, settings)],
  }
}

function* sources({ hub, file }: CatalogueEntry, settings: SourceSettings): Generator<DownloadSource> {
  const path = `${hub.repository}/resolve/${hub.revision}/${hub.path}`
  if (settings.ownFiles.includes(file)) yield { from: 'own', url: new URL(`models/${file}`, settings.appUrl).href }
  if (settings.mirrorUrl !== undefined) {
    yield { from: 'mirror', url: new URL(path, settings.mirrorUrl).href }
    yield { from: 'mirror', url: new URL(file, settings.mirrorUrl).href }
  }
  if (settings.hubUrl !== '' && !hub.isGated) yield { from: 'hub', url: new URL(path, settings.hubUrl).href }
}
