import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { largestFileBytes, refuseLargeFiles } from '#tools/largestFile.ts'
import { prepareOrtFiles } from '#tools/ort.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clearcut-ort-'))
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
})

afterEach(() => rmSync(root, { recursive: true }))

const stem = 'ort-wasm-simd-threaded'

test('the files of both builds are put in place, left alone while they are right, and mended when they are not', () => {
  const folder = join(root, 'public/ort')
  prepareOrtFiles(root)
  const names = [`${stem}.asyncify.mjs`, `${stem}.asyncify.wasm.gz`, `${stem}.mjs`, `${stem}.wasm`]
  expect(readdirSync(folder).sort()).toEqual(names)
  for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThan(largestFileBytes)
  const packed = join(folder, `${stem}.asyncify.wasm.gz`)
  const original = readFileSync(join(root, `node_modules/onnxruntime-web/dist/${stem}.asyncify.wasm`))
  expect(gunzipSync(readFileSync(packed)).equals(original)).toBe(true)

  utimesSync(join(folder, `${stem}.mjs`), 1, 1)
  utimesSync(packed, 1, 1)
  writeFileSync(join(folder, `${stem}.wasm`), 'half a file')
  writeFileSync(join(folder, `${stem}.asyncify.wasm`), 'of an earlier version')
  prepareOrtFiles(root)
  expect(statSync(join(folder, `${stem}.mjs`)).mtimeMs).toBe(1000)
  expect(statSync(packed).mtimeMs).toBe(1000)
  expect(statSync(join(folder, `${stem}.wasm`)).size).toBeGreaterThan(10_000_000)
  expect(readdirSync(folder).sort()).toEqual(names)

  writeFileSync(packed, 'half a file')
  prepareOrtFiles(root)
  expect(gunzipSync(readFileSync(packed)).equals(original)).toBe(true)
}, 120_000)

test('a build with a file that some hosts refuse is refused, and the file named', () => {
  const folder = join(root, 'dist')
  mkdirSync(folder)
  const path = join(folder, 'large.wasm')
  writeFileSync(path, new Uint8Array(largestFileBytes))
  expect(() => refuseLargeFiles(folder)).not.toThrow()
  writeFileSync(path, new Uint8Array(largestFileBytes + 1))
  expect(() => refuseLargeFiles(folder)).toThrow('large.wasm has 26214401 bytes')
})
