import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What some static hosts (Cloudflare Pages) take as the limit for one file. */
export const largestFileBytes = 25 * 1024 * 1024

/** Throws where the built app has a file that such hosts refuse, models aside: those a person puts there, and knows. */
export function refuseLargeFiles(folder: string): void {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const { size } = statSync(join(folder, path))
    if (size > largestFileBytes && !path.endsWith('.safetensors'))
      throw new Error(`${path} has ${size} bytes: above 25 MiB, some hosts do not take it.`)
  }
}
