/**
 * Reads numbers out of the first part of a file that may be cut short or lie about itself.
 * Beyond the end every read gives zero, and `ranOut` says that it happened: a parser needs no check of its own at each step.
 */
export class Bytes {
  readonly data: Uint8Array<ArrayBuffer>
  readonly #view: DataView
  #ranOut = false

  constructor(data: Uint8Array<ArrayBuffer>) {
    this.data = data
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  }

  /** Whether anything was asked for that lies beyond the end. */
  get ranOut(): boolean {
    return this.#ranOut
  }

  u8(at: number): number {
    return this.#has(at, 1) ? this.#view.getUint8(at) : 0
  }

  u16(at: number, littleEndian = false): number {
    return this.#has(at, 2) ? this.#view.getUint16(at, littleEndian) : 0
  }

  u24(at: number, littleEndian = false): number {
    const [low, high] = littleEndian ? [this.u16(at, true), this.u8(at + 2)] : [this.u16(at + 1), this.u8(at)]
    return low + high * 0x1_00_00
  }

  u32(at: number, littleEndian = false): number {
    return this.#has(at, 4) ? this.#view.getUint32(at, littleEndian) : 0
  }

  /** As near as a number comes to it; beyond 2 ** 53 no file has anything. */
  u64(at: number, littleEndian = false): number {
    const [low, high] = littleEndian ? [at, at + 4] : [at + 4, at]
    return this.u32(high, littleEndian) * 2 ** 32 + this.u32(low, littleEndian)
  }

  i32(at: number, littleEndian = false): number {
    return this.#has(at, 4) ? this.#view.getInt32(at, littleEndian) : 0
  }

  /** The bytes of this range as Latin-1 characters; fewer where the end comes first. */
  text(at: number, length: number): string {
    return String.fromCharCode(...this.slice(at, length))
  }

  /** A view of this range; shorter where the end comes first. */
  slice(at: number, length: number): Uint8Array<ArrayBuffer> {
    this.#has(at, length)
    return this.data.subarray(at, at + length)
  }

  #has(at: number, length: number): boolean {
    const inside = at >= 0 && at + length <= this.data.length
    if (!inside) this.#ranOut = true
    return inside
  }
}
