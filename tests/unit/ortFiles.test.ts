import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareOrtFiles } from '#tools/ort.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clearcut-ort-'))
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
})

afterEach(() => rmSync(root, { recursive: true }))

test('the two files of onnxruntime are put in place, left alone while they are right, and mended when they are not', () => {
  prepareOrtFiles(root)
  const folder = join(root, 'public/ort')
  const [mjs = '', wasm = ''] = readdirSync(folder).sort()
  expect([mjs, wasm]).toEqual(['ort-wasm-simd-threaded.asyncify.mjs', 'ort-wasm-simd-threaded.asyncify.wasm'])
  const size = statSync(join(folder, wasm)).size
  expect(size).toBeGreaterThan(20_000_000)

  utimesSync(join(folder, mjs), 1, 1)
  writeFileSync(join(folder, wasm), 'half a file')
  prepareOrtFiles(root)
  expect(statSync(join(folder, mjs)).mtimeMs).toBe(1000)
  expect(statSync(join(folder, wasm)).size).toBe(size)
  expect(readdirSync(folder)).toHaveLength(2)
})
