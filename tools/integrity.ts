import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface KeptFile {
  url: string
  revision: string | null
  size: number
}

/**
 * Not checked: what some hosts unpack on the way (files packed with gzip), and pictures, which some make smaller.
 * All else runs, or is computed with.
 */
const unchecked = /\.(?:gz|png|webp|jpe?g|svg)$/

/** Adds to each file that is kept for offline use what it must hash to, so that a host with half of a new version puts none of it in force. */
export function withIntegrity<T extends KeptFile>(folder: string, files: readonly T[]): (T & { integrity?: string })[] {
  return files.map((file) =>
    unchecked.test(file.url) ? file : { ...file, integrity: integrityOf(readFileSync(join(folder, file.url))) },
  )
}

/** As browsers want it: the algorithm, and the digest in base64. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`
}
