import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gapsOf, lockSchema, withoutIncomplete } from './lock/lockFile.ts'

/**
 * `npm run lock`: completes package-lock.json with the packages of the other platforms. npm does so only where nothing is
 * installed, so it is asked in an empty folder; what was complete keeps its version. Exit 1 if something cannot be had.
 */
function main(): number {
  const root = join(import.meta.dirname, '..')
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-lock-'))
  const path = join(folder, 'package-lock.json')
  const read = (from: string) => lockSchema.parse(JSON.parse(readFileSync(from, 'utf8')))
  try {
    for (const name of ['package.json', '.npmrc']) copyFileSync(join(root, name), join(folder, name))
    writeFileSync(path, JSON.stringify(withoutIncomplete(read(join(root, 'package-lock.json')))))
    execFileSync('npm', ['install', '--package-lock-only'], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    const gaps = gapsOf(read(path))
    for (const { owner, name } of gaps) console.error(`${owner} names ${name}, which the registry does not have.`)
    if (gaps.length === 0) copyFileSync(path, join(root, 'package-lock.json'))
    return gaps.length === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

process.exitCode = main()
