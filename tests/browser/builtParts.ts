import { join } from 'node:path'
import { prepareInstantModel } from '#tools/instant/prepare.ts'
import { prepareOrtFiles } from '#tools/ort.ts'

/** Runs once before the browser tests: the workers fetch onnxruntime's files from `/ort/` and the Instant model from `/models/`. */
export async function setup(): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  prepareOrtFiles(root)
  await prepareInstantModel(root)
}
