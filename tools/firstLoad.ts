import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** JS and CSS files that the built page names itself, so that a first visit loads them before a person can do anything; paths with the folder. */
export function firstLoadFiles(folder: string): string[] {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return []
  const named = readFileSync(page, 'utf8').matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)
  return [...named].map(([, path = '']) => join(folder, path))
}
