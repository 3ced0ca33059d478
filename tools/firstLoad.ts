import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * JS and CSS files that a first visit loads before a person can do anything: those that the built page names itself, and the words of the page, the English
 * ones; paths with the folder.
 */
export function firstLoadFiles(folder: string): string[] {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return []
  const named = readFileSync(page, 'utf8').matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)
  const words = readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('words-en-first-'))
  return [...[...named].map(([, path = '']) => path), ...words.map((name) => `assets/${name}`)].map((path) =>
    join(folder, path),
  )
}
