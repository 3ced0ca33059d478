import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The bundle that has both WebGPU and threads; `workers/runtime/start.ts` asks for these names. */
const files = ['ort-wasm-simd-threaded.asyncify.mjs', 'ort-wasm-simd-threaded.asyncify.wasm']

/**
 * Puts onnxruntime-web's own files into `public/ort/`, from where they are served as they are: bundled, the worker that uses them
 * would run its whole body again in every thread. Files that are the same already are left alone.
 */
export function prepareOrtFiles(rootDir: string): void {
  const require = createRequire(join(rootDir, 'package.json'))
  const folder = join(rootDir, 'public', 'ort')
  mkdirSync(folder, { recursive: true })
  for (const name of files) {
    const source = require.resolve(`onnxruntime-web/${name}`)
    const target = join(folder, name)
    if (existsSync(target) && readFileSync(source).equals(readFileSync(target))) continue
    // Renamed into place, so that a server running beside never reads half a file.
    const unfinished = `${target}.${process.pid}`
    copyFileSync(source, unfinished)
    renameSync(unfinished, target)
  }
}
