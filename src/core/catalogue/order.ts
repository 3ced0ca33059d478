import type { DownloadOrder, DownloadSource } from '#core/shelf.ts'
import type { CatalogueEntry } from './entry.ts'

/** Where checkpoints may come from; addresses end with a slash. */
export interface SourceSettings {
  /** Where the app's files lie. */
  appUrl: string
  /** Names of the checkpoints that lie in `models/` there; they are asked for first. */
  ownFiles: readonly string[]
  /** A mirror that the person has set, of the same kind as the build's; it goes before that. */
  personMirrorUrl?: string
  /** An address that serves the hub's paths (`owner/name/resolve/...`), or the files under their own names. */
  mirrorUrl?: string
  /** The hub itself; empty to leave it out. */
  hubUrl: string
  /** Hosts beside the app's own that the policy allows, as Content-Security-Policy writes them. */
  hosts: readonly string[]
}

/** What to fetch for an entry, and from where, nearest source first. A gated file has no source but one's own and a mirror. */
export function downloadOrder(entry: CatalogueEntry, settings: Omit<SourceSettings, 'hosts'>): DownloadOrder {
  const { id, name, kind, file, sizeBytes, sha256 } = entry
  return {
    ...{ id, name, kind, file },
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(sha256 === undefined ? {} : { sha256 }),
    sources: [...sources(entry, settings)],
  }
}

function* sources({ hub, file }: CatalogueEntry, settings: Omit<SourceSettings, 'hosts'>): Generator<DownloadSource> {
  const path = `${hub.repository}/resolve/${hub.revision}/${hub.path}`
  if (settings.ownFiles.includes(file)) yield { from: 'own', url: new URL(`models/${file}`, settings.appUrl).href }
  for (const mirror of [settings.personMirrorUrl, settings.mirrorUrl]) {
    if (mirror === undefined) continue
    yield { from: 'mirror', url: new URL(path, mirror).href }
    yield { from: 'mirror', url: new URL(file, mirror).href }
  }
  if (settings.hubUrl !== '' && !hub.isGated) yield { from: 'hub', url: new URL(path, settings.hubUrl).href }
}
