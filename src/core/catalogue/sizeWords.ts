import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { CatalogueEntry } from './entry.ts'

/** The size of an entry's file as far as it is known: `178 MB`, `about 885 MB`, or that nobody states it. */
export function publishedSizeInWords({ sizeBytes, aboutBytes }: CatalogueEntry): string {
  if (sizeBytes !== undefined) return bytesInWords(sizeBytes)
  return aboutBytes === undefined
    ? say('catalogue.size.unknown')
    : say('catalogue.size.about', { size: bytesInWords(aboutBytes) })
}
