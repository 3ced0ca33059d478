import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

/** `workers/runtime/builds.ts` asks for these names: the plain build and, packed for being over 25 MiB, the one for graphics cards. */
const files = [
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
  'ort-wasm-simd-threaded.asyncify.mjs',
  'ort-wasm-simd-threaded.asyncify.wasm.gz',
]

/**
 * Puts onnxruntime-web's own files into `public/ort/`, from where they are served as they are: bundled, the worker that uses them
 * would run its whole body again in every thread. Files that are the same already are left alone, others than these taken away.
 */
export function prepareOrtFiles(rootDir: string): void {
  const require = createRequire(join(rootDir, 'package.json'))
  const folder = join(rootDir, 'public', 'ort')
  mkdirSync(folder, { recursive: true })
  for (const name of files) {
    const isPacked = name.endsWith('.gz')
    const source = readFileSync(require.resolve(`onnxruntime-web/${name.replace(/\.gz$/, '')}`))
    const target = join(folder, name)
    if (existsSync(target) && source.equals(contentOf(target, isPacked))) continue
    // Renamed into place, so that a server running beside never reads half a file.
    const unfinished = `${target}.${process.pid}`
    writeFileSync(unfinished, isPacked ? gzipSync(source) : source)
    renameSync(unfinished, target)
  }
  for (const name of readdirSync(folder)) if (!files.some((file) => name.startsWith(file))) rmSync(join(folder, name))
}

/** What a file holds, unpacked; nothing where it is damaged. */
function contentOf(path: string, isPacked: boolean): Uint8Array {
  const bytes = readFileSync(path)
  if (!isPacked) return bytes
  try {
    return gunzipSync(bytes)
  } catch {
    return new Uint8Array()
  }
}
