import { type Checkpoint, DamagedTensor } from './checkpoint.ts'
import { scaleOutputs } from './fold.ts'
import { highSuffix, scaleSuffix } from './safetensors.ts'

/** A checkpoint whose tensors of whole steps are read as weights: (low + 256 * high) * scale. Throws `DamagedTensor` where the parts do not fit. */
export function scaledCheckpoint({ tensors, read }: Checkpoint): Checkpoint {
  return {
    tensors,
    read(key) {
      const values = read(key)
      if (tensors.get(key)?.dtype !== 'I8') return values
      const scales = read(key + scaleSuffix)
      if (scales.length !== tensors.get(key)?.shape[0]) throw new DamagedTensor(`${key} has ${scales.length} scales.`)
      if (tensors.has(key + highSuffix)) raise(values, read(key + highSuffix), key)
      return scaleOutputs(values, scales)
    },
  }
}

function raise(values: Float32Array, high: Float32Array, key: string): void {
  if (high.length !== values.length) throw new DamagedTensor(`${key} has ${high.length} upper halves.`)
  for (const [index, value] of high.entries()) values[index] = (values[index] ?? 0) + 256 * value
}
