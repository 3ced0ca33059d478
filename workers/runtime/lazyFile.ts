/** Bytes that are made when they are asked for. */
export interface LazyBytes {
  path: string
  byteLength: number
  make(): Uint8Array
}

/**
 * A file for `externalData` whose bytes are made at the moment ONNX Runtime copies them into its heap, so that they are never held in
 * JavaScript. ONNX Runtime keeps the array that it is given and takes each weight by `subarray` once it comes to it.
 */
export function lazyFile({ path, byteLength, make }: LazyBytes): { path: string; data: Uint8Array } {
  return { path, data: new LazyArray(byteLength, make) }
}

class LazyArray extends Uint8Array {
  readonly #byteLength: number
  readonly #make: () => Uint8Array

  constructor(byteLength: number, make: () => Uint8Array) {
    super(0)
    this.#byteLength = byteLength
    this.#make = make
  }

  override get byteLength(): number {
    return this.#byteLength
  }

  override subarray(start: number, end: number): Uint8Array<ArrayBuffer> {
    // ONNX Runtime only copies from it, so any buffer will do.
    return this.#make().subarray(start, end) as Uint8Array<ArrayBuffer>
  }
}
