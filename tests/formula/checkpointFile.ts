import { closeSync, openSync, writeSync } from 'node:fs'
import type { Backbone } from '#workers/birefnet/backbone.ts'
import { formulaSource } from './checkpoint.ts'
import { formulaShapes } from './weights.ts'

/** Writes a checkpoint of formula weights, one tensor at a time. */
export function writeFormulaCheckpoint(path: string, backbone: Backbone): void {
  const source = formulaSource(backbone)
  const length = source.read(0, 8)
  let at = 8 + Number(new DataView(length.buffer).getBigUint64(0, true))
  const file = openSync(path, 'w')
  try {
    writeSync(file, length)
    writeSync(file, source.read(8, at))
    for (const shape of formulaShapes(backbone).values()) {
      const end = at + 4 * shape.reduce((product, side) => product * side, 1)
      writeSync(file, source.read(at, end))
      at = end
    }
  } finally {
    closeSync(file)
  }
}
