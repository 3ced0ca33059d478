/** Writes single bits, the lowest of each byte first, as JPEG XL has them. */
export class BitWriter {
  readonly #bits: number[] = []

  /** A number as so many bits. */
  write(value: number, count: number): void {
    for (let bit = 0; bit < count; bit += 1) this.#bits.push(Math.floor(value / 2 ** bit) % 2)
  }

  /** A number as a fraction of 16 bits; of those that matter here none is too small or too large for it. */
  writeHalf(value: number): void {
    this.write(halfBits(value), 16)
  }

  /** All of it, zeros behind the last bit up to the end of its byte. */
  bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Math.ceil(this.#bits.length / 8))
    for (const [at, bit] of this.#bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7))
    return bytes
  }
}

/** The nearest fraction of 16 bits. */
export function nearestHalf(value: number): number {
  const step = 2 ** (exponentOf(value) - 10)
  return Math.round(value / step) * step
}

function halfBits(value: number): number {
  const near = nearestHalf(value)
  const exponent = exponentOf(near)
  const mantissa = Math.round((Math.abs(near) / 2 ** exponent - 1) * 1024)
  return (near < 0 ? 0x80_00 : 0) + (exponent + 15) * 1024 + mantissa
}

function exponentOf(value: number): number {
  return Math.floor(Math.log2(Math.abs(value)))
}
