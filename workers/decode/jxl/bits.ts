import type { Bytes } from '#workers/decode/bytes.ts'

/** So many bits, added to an offset. */
type Way = readonly [offset: number, bits: number]

/** How numbers stand for names: 0, 1, or more (ISO/IEC 18181-1, Enum). */
const nameWays = [
  [0, 0],
  [1, 0],
  [2, 4],
  [18, 6],
] as const

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

  /** One bit. */
  flag(): boolean {
    return this.read(1) === 1
  }

  /** A number that is written in one of four ways, which two bits name. */
  number(ways: readonly [Way, Way, Way, Way]): number {
    const [offset, bits] = ways[this.read(2)] ?? ways[0]
    return offset + this.read(bits)
  }

  /** The number of a name. */
  name(): number {
    return this.number(nameWays)
  }

  skip(count: number): void {
    this.#at += count
  }

  /** How many bits of the file lie before the next. */
  get at(): number {
    return this.#at
  }

  /** Whether anything was asked for that lies beyond the end. */
  get ranOut(): boolean {
    return this.#bytes.ranOut
  }
}
