import type { ByteSource } from './byteSource.ts'
import { type Checkpoint, DamagedTensor } from './checkpoint.ts'
import { type CompactOrigin, compactHeader, unknownDigest } from './compactHeader.ts'
import { toHalf } from './floats.ts'
import { type StoredTensor, storedBytes } from './safetensors.ts'

/** Values beyond this have no finite half; no sound weight is near it. */
const largestHalf = 65504

/** Lists shorter than this stay as they are: statistics and biases take no room, and all else is scaled by them. */
const leastHalved = 4096

/** Room for the header of a compact copy, in bytes; published checkpoints have 400 to 800 tensors with 100 bytes each. */
const headerRoom = 128 * 1024

/** How many bytes a compact copy takes at most. */
export function compactBytes(checkpoint: Checkpoint, wanted: (key: string) => boolean): number {
  const tensors = [...checkpoint.tensors].filter(([key]) => wanted(key))
  return tensors.reduce((sum, [, tensor]) => sum + elements(tensor) * storedBytes[compactType(tensor)], headerRoom)
}

/**
 * Writes a compact copy of a checkpoint: a safetensors file of the wanted tensors, the large float32 ones as F16, one held at a time. Keys
 * have lost what training wrapped around them, and the header tells the original and a digest of the tensors. Gives the copy's size.
 * Throws `DamagedTensor` at a weight that has no finite half, and as `write` does.
 */
export async function writeCompact(
  checkpoint: Checkpoint,
  wanted: (key: string) => boolean,
  origin: CompactOrigin,
  write: (bytes: Uint8Array<ArrayBuffer>, at: number) => void,
): Promise<number> {
  let end = 0
  const entries = [...checkpoint.tensors.keys()].filter(wanted).map((key) => {
    // Every wanted key is one of the map's own.
    const tensor = checkpoint.tensors.get(key) as StoredTensor
    const start = end
    const dtype = compactType(tensor)
    end += elements(tensor) * storedBytes[dtype]
    return { key, dtype, shape: tensor.shape, start, end }
  })
  const base = compactHeader(entries, origin, unknownDigest).length
  const digests: Uint8Array[] = []
  for (const { key, dtype, start } of entries) {
    const values = checkpoint.read(key)
    const bytes = dtype === 'F16' ? halves(key, values) : new Uint8Array(values.buffer)
    write(bytes, base + start)
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  }
  // The header comes last: before it, the copy is no model.
  write(compactHeader(entries, origin, await digestOf(digests)), 0)
  return base + end
}

/** The digest of a checkpoint's tensors as they lie in the file, in the order of the file: what `writeCompact` writes into the header. */
export async function tensorsDigest(checkpoint: Checkpoint, source: ByteSource): Promise<string> {
  const inOrder = [...checkpoint.tensors.values()].sort((one, other) => one.start - other.start || one.end - other.end)
  const digests: Uint8Array[] = []
  for (const { start, end } of inOrder) {
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', source.read(start, end))))
  }
  return await digestOf(digests)
}

/** The digest of a list of SHA-256 digests, in hexadecimal. */
async function digestOf(digests: readonly Uint8Array[]): Promise<string> {
  const all = new Uint8Array(32 * digests.length)
  for (const [index, digest] of digests.entries()) all.set(digest, 32 * index)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function halves(key: string, values: Float32Array): Uint8Array<ArrayBuffer> {
  for (const value of values) {
    if (Math.abs(value) > largestHalf) throw new DamagedTensor(`${key} holds ${value}, which half precision cannot.`)
  }
  return new Uint8Array(toHalf(values).buffer)
}

function compactType(tensor: StoredTensor): 'F32' | 'F16' {
  // BF16 has a wider range than F16, so it grows; it is not halved anyway, as nothing would be saved.
  if (tensor.dtype === 'F16') return 'F16'
  return tensor.shape.length > 1 && elements(tensor) >= leastHalved ? 'F16' : 'F32'
}

function elements({ shape }: StoredTensor): number {
  return shape.reduce((product, size) => product * size, 1)
}
