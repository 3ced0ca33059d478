import { type Checkpoint, DamagedTensor } from './checkpoint.ts'
import { scaleOutputs } from './fold.ts'
import { scaleSuffix } from './safetensors.ts'

/** A checkpoint whose tensors of 8 bits are read with their scales multiplied in. Throws `DamagedTensor` where a scale does not fit. */
export function scaledCheckpoint({ tensors, read }: Checkpoint): Checkpoint {
  return {
    tensors,
    read(key) {
      const values = read(key)
      if (tensors.get(key)?.dtype !== 'I8') return values
      const scales = read(key + scaleSuffix)
      if (scales.length !== tensors.get(key)?.shape[0]) throw new DamagedTensor(`${key} has ${scales.length} scales.`)
      return scaleOutputs(values, scales)
    },
  }
}
