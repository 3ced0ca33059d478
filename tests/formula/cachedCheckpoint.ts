import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backbones } from '#workers/birefnet/backbone.ts'
import { writeFormulaCheckpoint } from './checkpointFile.ts'

const folder = resolve(import.meta.dirname, '../../.cache')

/** The path of a full-size lite checkpoint with weights of a formula: 178 MB that are written once for all runs. */
export function formulaLite(): string {
  const path = join(folder, 'formula-lite.safetensors')
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const part = `${path}.${process.pid}`
  writeFormulaCheckpoint(part, backbones['swin-t'])
  renameSync(part, path)
  return path
}
