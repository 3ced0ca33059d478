import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { z } from 'zod'

const sourceMap = z.object({ sources: z.array(z.string()) })

/**
 * Names of the packages of which code is in the built app's scripts, by the source maps of a build made for this:
 * a list from package.json alone would miss the parts of parts and name what only the build uses.
 */
export async function bundledPackages(root: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-notices-'))
  try {
    await build({ root, logLevel: 'error', build: { sourcemap: true, outDir: folder, emptyOutDir: true } })
    const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map'))
    if (maps.length === 0) throw new Error('The build made no source maps.')
    const sources = maps.flatMap((map) => sourceMap.parse(JSON.parse(readFileSync(join(folder, map), 'utf8'))).sources)
    return [...new Set(sources.flatMap((source) => packageOf(source) ?? []))].sort()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The innermost package that a source file belongs to, or undefined for our own. */
export function packageOf(source: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1]
}
