import { byteLength, type Tensor, tensorBytes } from './tensor.ts'

/** One initialiser that lies outside the model: where its bytes belong, and how to get them. */
export interface ExternalTensor {
  /** Name of the initialiser in the graph. */
  name: string
  /** Name of the file that the model looks for. */
  path: string
  /** First byte within the file, a multiple of 64. */
  offset: number
  byteLength: number
  /** A view on the bytes, never a copy; a lazy tensor is produced anew by each call. */
  data: () => Uint8Array
}

/** A file as ONNX Runtime's session option `externalData` takes it. */
export interface ExternalFile {
  path: string
  data: Uint8Array
}

const alignment = 64

/** Gives each tensor its place: one after the other in one file, or (`perTensor`) each in a file of its own, `path.0`, `path.1`, ... */
export class ExternalLayout {
  readonly tensors: ExternalTensor[] = []
  readonly #path: string
  readonly #perTensor: boolean
  #end = 0

  constructor(path: string, perTensor: boolean) {
    this.#path = path
    this.#perTensor = perTensor
  }

  place(name: string, tensor: Tensor): { location: string; offset: number; length: number } {
    const length = byteLength(tensor.dtype, tensor.shape)
    const offset = this.#perTensor ? 0 : Math.ceil(this.#end / alignment) * alignment
    const path = this.#perTensor ? `${this.#path}.${this.tensors.length}` : this.#path
    this.#end = offset + length
    this.tensors.push({ name, path, offset, byteLength: length, data: () => tensorBytes(tensor) })
    return { location: path, offset, length }
  }
}

/**
 * The files that hold the tensors. A file with a single tensor is a view on its bytes;
 * only tensors that share a file are copied, once each, into a buffer of the file's exact size.
 */
export function externalFiles(tensors: readonly ExternalTensor[]): ExternalFile[] {
  const byPath = new Map<string, ExternalTensor[]>()
  for (const tensor of tensors) {
    const parts = byPath.get(tensor.path)
    if (parts === undefined) byPath.set(tensor.path, [tensor])
    else parts.push(tensor)
  }
  return Array.from(byPath, ([path, parts]) => ({ path, data: joined(parts) }))
}

function joined(parts: readonly ExternalTensor[]): Uint8Array {
  const [only] = parts
  if (only !== undefined && parts.length === 1 && only.offset === 0) return only.data()
  const file = new Uint8Array(Math.max(...parts.map(({ offset, byteLength }) => offset + byteLength)))
  for (const { offset, data } of parts) file.set(data(), offset)
  return file
}
