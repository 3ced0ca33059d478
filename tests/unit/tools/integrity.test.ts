import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withIntegrity } from '#tools/integrity.ts'

test('what runs is told what it must hash to, and what hosts may repack is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-integrity-'))
  writeFileSync(join(folder, 'a.js'), 'abc')
  const kept = (url: string) => ({ url, revision: null, size: 3 })
  const files = withIntegrity(folder, [kept('a.js'), kept('b.wasm.gz'), kept('c.png')])
  rmSync(folder, { recursive: true })
  // The digest of "abc", from FIPS 180.
  expect(files).toEqual([
    { ...kept('a.js'), integrity: 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=' },
    kept('b.wasm.gz'),
    kept('c.png'),
  ])
})
