import type { Checkpoint } from './checkpoint.ts'
import { toHalf } from './floats.ts'

/**
 * The checkpoint in half the room: a safetensors file with all wanted tensors as F16, piece by piece, so that it can be written to the
 * device while only one tensor is held. Keys have lost what training wrapped around them. Throws `DamagedTensor` at a weight that is not finite.
 */
export function* compactFile(
  checkpoint: Checkpoint,
  wanted: (key: string) => boolean,
): Generator<Uint8Array<ArrayBuffer>> {
  const keys = [...checkpoint.tensors.keys()].filter(wanted)
  let end = 0
  const entries = keys.map((key) => {
    const shape = checkpoint.tensors.get(key)?.shape ?? []
    const start = end
    end += 2 * shape.reduce((product, size) => product * size, 1)
    return [key, { dtype: 'F16', shape, data_offsets: [start, end] }] as const
  })
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)))
  // The format wants the tensors to begin at a multiple of 8; blanks after the JSON make it so.
  const header = new Uint8Array(8 * Math.ceil(json.length / 8)).fill(0x20)
  header.set(json)
  yield new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer)
  yield header
  for (const key of keys) yield new Uint8Array(toHalf(checkpoint.read(key)).buffer)
}
