import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Something that ships, or that is installed with what ships, and its terms. */
export interface Part {
  name: string
  terms: string
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ name: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
})

/** What THIRD-PARTY.md names: packages of which code is in the build, and what is compiled into their WebAssembly. */
export function namedParts(root: string): Part[] {
  const text = readFileSync(join(root, 'THIRD-PARTY.md'), 'utf8')
  return [...text.matchAll(/^- \*\*(.+?)(?: \d[\w.-]*)?\*\* \(([^)]+)\)/gm)].map(([, name = '', terms = '']) => ({
    name,
    terms,
  }))
}

/** What an installation without the tools of development has, by package-lock.json. */
export function installedParts(root: string): Part[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { name, license }]) => ({
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      terms: license ?? 'none stated',
    }))
}
