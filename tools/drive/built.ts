import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** What the built app is made from. */
const sources = [
  'src',
  'workers',
  'public',
  'tools',
  'index.html',
  'engine.html',
  'vite.config.ts',
  'package-lock.json',
  'THIRD-PARTY.md',
]

/** Folder of the built app; builds it first where it is missing or older than what it is made from. */
export function builtApp(): string {
  const folder = join(root, 'dist')
  if (newest(join(folder, 'index.html')) > Math.max(...sources.map((source) => newest(join(root, source)))))
    return folder
  // Standard output belongs to the figures of whoever calls this.
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The app could not be built: see the lines above.')
  return folder
}

/** Time of the last change at or below this path; 0 where there is nothing. Made parts in `public` count from when they were made. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}
