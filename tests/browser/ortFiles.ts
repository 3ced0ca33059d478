import { join } from 'node:path'
import { prepareOrtFiles } from '#tools/ort.ts'

/** Runs once before the browser tests: the workers fetch onnxruntime's files from `/ort/`. */
export function setup(): void {
  prepareOrtFiles(join(import.meta.dirname, '../..'))
}
