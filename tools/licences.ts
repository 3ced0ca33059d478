import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { z } from 'zod'
import { installedParts, namedParts } from './licences/parts.ts'
import { isPermitted } from './licences/terms.ts'

/**
 * `npm run licences`: are the terms of all that ships such as permit any use, and does the registry know of faults in it? Exit 1 if not, or if so. A registry that
 * does not answer is said, and is no failure: the next run asks again.
 */
function main(): number {
  const root = resolve(import.meta.dirname, '..')
  const parts = [...namedParts(root), ...installedParts(root)]
  const refused = parts.filter(({ name, terms }) => !isPermitted(terms, name))
  for (const { name, terms } of refused) console.error(`${name}: ${terms} is not among the licences that may ship.`)
  console.log(`${parts.length} parts, ${refused.length} under terms that may not ship.`)
  const faults = knownFaults(root)
  if (faults === undefined) console.log('The registry did not answer: known faults were not looked up.')
  else console.log(`Known faults of high or critical severity: ${faults}.`)
  return refused.length === 0 && (faults ?? 0) === 0 ? 0 : 1
}

const auditSchema = z.object({
  metadata: z.object({ vulnerabilities: z.object({ high: z.number(), critical: z.number() }) }),
})

/** How many faults of what ships the registry knows; undefined where it does not answer. */
function knownFaults(root: string): number | undefined {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  })
  try {
    const { high, critical } = auditSchema.parse(JSON.parse(stdout)).metadata.vulnerabilities
    return high + critical
  } catch {
    return undefined
  }
}

process.exitCode = main()
