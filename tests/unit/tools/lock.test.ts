import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { gapsOf, lockSchema, placeOf, withoutIncomplete } from '#tools/lock/lockFile.ts'

const root = resolve(import.meta.dirname, '../../..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))
const lock = lockSchema.parse(read('package-lock.json'))
const pins = z
  .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(read('package.json'))

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64']

test('the lock names the versions of package.json, exactly', () => {
  expect(lock.packages['']?.dependencies).toEqual(pins.dependencies)
  expect(lock.packages['']?.devDependencies).toEqual(pins.devDependencies)
  for (const [name, version] of Object.entries({ ...pins.dependencies, ...pins.devDependencies }))
    expect.soft(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
})

test('it has the packages of every platform (else: npm run lock)', () => {
  expect(gapsOf(lock)).toEqual([])
  for (const [owner, { optionalDependencies }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const entry = lock.packages[placeOf(lock, owner, name) ?? '']
      expect.soft(entry?.integrity, name).toMatch(/^sha512-/)
      if (/^\d/.test(range)) expect.soft(entry?.version, name).toBe(range)
    }
  }
})

test('Linux, macOS and Windows have their own of each package that is made for a platform', () => {
  const forPlatform = (platform: string) => (name: string) => name.replace('windows', 'win32').includes(platform)
  const makers = Object.values(lock.packages)
    .filter(({ os }) => os === undefined)
    .map(({ optionalDependencies }) => Object.keys(optionalDependencies))
    .filter((names) => names.some(forPlatform('linux-x64')))
  expect(makers.length).toBeGreaterThan(4)
  for (const names of makers)
    for (const platform of platforms)
      expect.soft(names.some(forPlatform(platform)), `${names[0]}: ${platform}`).toBe(true)
})

test('it says what a package is, not where it was fetched from', () => {
  for (const [place, entry] of Object.entries(lock.packages)) {
    expect.soft(entry.resolved, place).toBeUndefined()
    if (place !== '') expect.soft(entry.integrity, place).toBeDefined()
  }
})

test('what lacks a platform is found, and asked for anew with all it names', () => {
  const partial = lockSchema.parse({
    packages: {
      '': { dependencies: { a: '1.0.0', b: '1.0.0' } },
      'node_modules/a': { version: '1.0.0', optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0' } },
      'node_modules/a-linux': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0', dependencies: { a: '0.9.0' } },
      'node_modules/b/node_modules/a': { version: '0.9.0' },
    },
  })
  expect(placeOf(partial, 'node_modules/b', 'a')).toBe('node_modules/b/node_modules/a')
  expect(placeOf(partial, 'node_modules/b/node_modules/a', 'b')).toBe('node_modules/b')
  expect(gapsOf(partial)).toEqual([{ owner: 'node_modules/a', name: 'a-mac' }])
  expect(Object.keys(withoutIncomplete(partial).packages)).toEqual([
    '',
    'node_modules/b',
    'node_modules/b/node_modules/a',
  ])
})
