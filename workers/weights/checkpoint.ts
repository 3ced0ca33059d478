import { type Outcome, success } from '#core/outcome.ts'
import type { ByteSource } from './byteSource.ts'
import { fromBfloat16, fromHalf } from './floats.ts'
import { readHeader, type StoredTensor } from './safetensors.ts'

/** The tensors of a safetensors file by key. Only the header is kept; each `read` fetches one tensor's bytes. */
export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  /** The tensor's values as float32, in the file's (C) order. Throws `DamagedTensor` when it holds NaN or an infinity. */
  read(key: string): Float32Array<ArrayBuffer>
}

/** Thrown while weights are being produced, where no Outcome can be handed back; `compileBiRefNet` turns it into one. */
export class DamagedTensor extends Error {
  override readonly name = 'DamagedTensor'
}

/** Opens a checkpoint: reads its header and takes `module.` and `_orig_mod.` off the keys, however often training wrapped the network. */
export function openCheckpoint(source: ByteSource): Outcome<Checkpoint> {
  const header = readHeader(source)
  if (!header.ok) return header
  const tensors = new Map<string, StoredTensor>()
  for (const [wrapped, tensor] of header.value) {
    const key = wrapped.replace(/^(?:module\.|_orig_mod\.)+/, '')
    // A twin, wrapped and not, keeps its own name.
    tensors.set(tensors.has(key) ? wrapped : key, tensor)
  }
  return success({ tensors, read: (key) => readTensor(source, key, tensors.get(key)) })
}

function readTensor(source: ByteSource, key: string, tensor: StoredTensor | undefined): Float32Array<ArrayBuffer> {
  if (tensor === undefined) throw new RangeError(`The checkpoint has no ${key}.`)
  const values = decoded(tensor, source.read(tensor.start, tensor.end))
  if (!isFinite32(values)) throw new DamagedTensor(`${key} holds values that are not finite.`)
  return values
}

function decoded({ dtype }: StoredTensor, { buffer }: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  switch (dtype) {
    case 'F32':
      return new Float32Array<ArrayBuffer>(buffer)
    case 'F16':
      return fromHalf(new Uint16Array(buffer))
    case 'BF16':
      return fromBfloat16(new Uint16Array(buffer))
    case 'F64':
      return Float32Array.from(new Float64Array(buffer))
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer), Number)
    case 'I8':
      return Float32Array.from(new Int8Array(buffer))
  }
}

/** A sum of zero times each value is NaN as soon as one of them is not finite, and costs no branch. */
function isFinite32(values: Float32Array): boolean {
  let zero = 0
  for (let index = 0; index < values.length; index++) zero += (values[index] ?? 0) * 0
  return zero === 0
}
