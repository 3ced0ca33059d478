/** A table of codes: at every 16 bits that begin with a code its symbol times 32 plus its length; 0 where there is none (ITU T.81, annex C). */
export type CodeTable = Uint16Array

/** Builds a table from the numbers of codes of each length, 1 to 16, and their symbols. */
export function codeTable(counts: Uint8Array, symbols: Uint8Array): CodeTable {
  const table = new Uint16Array(1 << 16)
  let code = 0
  let next = 0
  for (let length = 1; length <= 16; length += 1) {
    for (let left = counts[length - 1] ?? 0; left > 0; left -= 1, code += 1, next += 1) {
      const shift = 16 - length
      table.fill((symbols[next] ?? 0) * 32 + length, code << shift, (code + 1) << shift)
    }
    code <<= 1
  }
  return table
}

/** Reads the bits of a scan, up to a mark or the end of the data. */
export class ScanBits {
  readonly #data: Uint8Array
  readonly #end: number
  #at: number
  #bits = 0
  #count = 0
  /** How many of the bits in store were made up because the data had ended. */
  #made = 0
  #ranOut = false

  constructor(data: Uint8Array, start: number, end: number) {
    this.#data = data
    this.#at = start
    this.#end = end
  }

  /** Whether more was asked for than there is. */
  get ranOut(): boolean {
    return this.#ranOut
  }

  /** The symbol of the next code; -1 where these bits are none. */
  symbol(table: CodeTable): number {
    if (this.#count < 16) this.#fill()
    const entry = table[(this.#bits >>> (this.#count - 16)) & 0xffff] ?? 0
    if (entry === 0) return -1
    this.#take(entry & 31)
    return entry >> 5
  }

  /** Goes on by so many bits, 16 at most. */
  skip(bits: number): void {
    if (this.#count < 16) this.#fill()
    this.#take(bits)
  }

  /** Goes on behind the restart mark that has to be here; says whether it was. */
  restart(): boolean {
    // What is left in store are the filling bits in front of the mark; zeros that were made up are left as well.
    this.#bits = 0
    this.#count = 0
    this.#made = 0
    const mark = this.#data[this.#at + 1] ?? 0
    if (this.#at + 1 >= this.#end || this.#data[this.#at] !== 0xff || mark < 0xd0 || mark > 0xd7) return false
    this.#at += 2
    return true
  }

  #take(bits: number): void {
    this.#count -= bits
    // Zeros stand behind the end; whoever uses them asked for too much.
    if (this.#count < this.#made) this.#ranOut = true
  }

  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.#at < this.#end ? (this.#data[this.#at] ?? 0) : 0xff
      if (byte === 0xff && (this.#at >= this.#end || this.#data[this.#at + 1] !== 0)) {
        this.#bits = (this.#bits << 8) >>> 0
        this.#made += 8
      } else {
        this.#bits = ((this.#bits << 8) | byte) >>> 0
        this.#at += byte === 0xff ? 2 : 1
      }
      this.#count += 8
    }
  }
}
