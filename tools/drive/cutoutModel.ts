import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findByName } from '#core/catalogue/catalogue.ts'
import { builtInModels } from '#core/models.ts'

const root = resolve(import.meta.dirname, '../..')

/** Is this BiRefNet's kind of file? */
export function isCheckpoint(file: string): boolean {
  return /\.safetensors$/i.test(file)
}

type Chosen = { modelId: string } | { modelFile: string } | { message: string }

/** A model by its id, its file, or a name of the catalogue, whose file must be on this machine. */
export function modelOf(name: string): Chosen {
  if (builtInModels.some(({ id }) => id === name)) return { modelId: name }
  if (/\.(?:onnx|safetensors)$/i.test(name))
    return existsSync(name) ? { modelFile: name } : { message: `There is no model file ${name}.` }
  const entry = findByName(name)
  if (entry === undefined)
    return { message: `There is no model ${name}. "npm run models" lists those of the catalogue.` }
  const modelFile = join(root, 'public', 'models', entry.file)
  if (existsSync(modelFile)) return { modelFile }
  return { message: `${entry.name} is not on this machine. Fetch it first: npm run models -- ${entry.id}` }
}
