import { type FaxTable, longestCode } from './faxCodes.ts'

/** Zeros before the 1 that ends a line, at least. */
const endZeros = 11

/** Reads codes bit by bit, the highest bit of each byte first. */
export class FaxBits {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Whether bits are left. */
  get hasMore(): boolean {
    return this.#at < this.#bytes.length * 8
  }

  bit(): number {
    const bit = this.#peek(this.#at)
    this.#at += 1
    return bit
  }

  /** What the next code stands for; undefined where there is no such code. */
  code<T>(table: FaxTable<T>): T | undefined {
    let code = 1
    for (let length = 1; length <= longestCode && this.hasMore; length += 1) {
      code = (code << 1) | this.bit()
      const value = table.get(code)
      if (value !== undefined) return value
    }
    return undefined
  }

  /** Goes over the end of a line, with what fills it up, where one stands here. */
  skipEnd(): void {
    let at = this.#at
    while (at < this.#bytes.length * 8 && this.#peek(at) === 0) at += 1
    if (at - this.#at >= endZeros) this.#at = at + 1
  }

  /** Goes on to the next whole byte. */
  align(): void {
    this.#at = (this.#at + 7) & ~7
  }

  #peek(at: number): number {
    return ((this.#bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
  }
}
