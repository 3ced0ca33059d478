import type { Bytes } from '#workers/decode/bytes.ts'

/** Reads single bits, the lowest of each byte first, as JPEG XL has them. */
export class Bits {
  readonly #bytes: Bytes
  #at: number

  /** From this byte on. */
  constructor(bytes: Bytes, start: number) {
    this.#bytes = bytes
    this.#at = start * 8
  }

  /** So many bits as a number; zeros beyond the end of the file. */
  read(count: number): number {
    let value = 0
    for (let bit = 0; bit < count; bit += 1, this.#at += 1)
      value += ((this.#bytes.u8(this.#at >>> 3) >> (this.#at & 7)) & 1) * 2 ** bit
    return value
  }
}
