import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which rooms of the code import which others. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>

/** Where the code of the page and of the workers lies. */
const houses = ['src', 'workers'] as const

const importPattern = /(?:from|import)\s*\(?\s*'#([^']+)'/g
const besidePattern = /(?:from|import)\s*\(?\s*'\.\/([^']+)'/g

/** All rooms and what they import, sorted: the same code gives the same answer. */
export function importsOf(root: string): Imports {
  const found = new Map<string, Set<string>>()
  for (const house of houses)
    for (const path of sourcesIn(root, house)) {
      const room = roomOf(path)
      const imports = found.get(room) ?? new Set()
      found.set(room, imports)
      for (const other of importedBy(path, readFileSync(join(root, path), 'utf8')))
        if (other !== room) imports.add(other)
    }
  return new Map(
    [...found]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([room, set]) => [room, new Set([...set].sort())]),
  )
}

function sourcesIn(root: string, house: string): string[] {
  return readdirSync(join(root, house), { recursive: true, encoding: 'utf8' })
    .map((path) => `${house}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
}

/**
 * The room that a file of the code belongs to, by its path from the root: a folder of `src`, of which each feature is one of `features`, a folder of `workers`, or
 * the files that stand in these themselves.
 */
export function roomOf(path: string): string {
  const [house = '', first = '', second] = path.split('/')
  if (second === undefined) return house === 'src' ? 'main' : 'workers'
  return house === 'src' ? first : `workers/${first}`
}

/** Rooms that a file's text imports from. */
export function importedBy(path: string, text: string): Set<string> {
  const rooms = new Set<string>()
  for (const [, target = ''] of text.matchAll(importPattern)) {
    const isWorkers = target.startsWith('workers/')
    if (isWorkers || !/^(?:tools|tests)\//.test(target)) rooms.add(roomOf(isWorkers ? target : `src/${target}`))
  }
  // Only what stands outside of all rooms reaches into them this way.
  if (path.split('/').length === 2)
    for (const [, target = ''] of text.matchAll(besidePattern)) rooms.add(roomOf(join(path, '..', target)))
  return rooms
}
