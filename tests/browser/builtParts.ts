import { join } from 'node:path'
import { prepareNano } from '#tools/nano/prepare.ts'
import { prepareOrtFiles } from '#tools/ort.ts'

/** Runs once before the browser tests: the workers fetch onnxruntime's files from `/ort/` and the built-in network's weights from `/models/`. */
export async function setup(): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  prepareOrtFiles(root)
  await prepareNano(root)
}
