import type { ByteBuffer } from 'flatbuffers'

/** Reads one table of a FlatBuffer by field number, as the schema counts them; an absent field gives the default. */
export class FlatTable {
  readonly #buffer: ByteBuffer
  readonly #position: number

  constructor(buffer: ByteBuffer, position: number) {
    this.#buffer = buffer
    this.#position = position
  }

  static root(buffer: ByteBuffer): FlatTable {
    return new FlatTable(buffer, buffer.readInt32(buffer.position()) + buffer.position())
  }

  int8(field: number): number {
    return this.#read(field, (at) => this.#buffer.readInt8(at))
  }

  int32(field: number): number {
    return this.#read(field, (at) => this.#buffer.readInt32(at))
  }

  /** A list of `int32`; empty when absent. */
  int32s(field: number): number[] {
    return this.#vector(field, (at) => this.#buffer.readInt32(at))
  }

  /** A view on a list of bytes, not a copy. */
  bytes(field: number): Uint8Array {
    const offset = this.#offset(field)
    if (offset === 0) return new Uint8Array()
    const start = this.#buffer.__vector(this.#position + offset)
    return this.#buffer.bytes().subarray(start, start + this.#buffer.__vector_len(this.#position + offset))
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field))
  }

  table(field: number): FlatTable | undefined {
    const offset = this.#offset(field)
    if (offset === 0) return undefined
    return new FlatTable(this.#buffer, this.#buffer.__indirect(this.#position + offset))
  }

  tables(field: number): FlatTable[] {
    return this.#vector(field, (at) => new FlatTable(this.#buffer, this.#buffer.__indirect(at)))
  }

  #offset(field: number): number {
    // A vtable opens with its own size and the table's, two bytes each; two bytes for each field follow.
    return this.#buffer.__offset(this.#position, 4 + 2 * field)
  }

  #read(field: number, read: (at: number) => number): number {
    const offset = this.#offset(field)
    return offset === 0 ? 0 : read(this.#position + offset)
  }

  #vector<T>(field: number, read: (at: number) => T): T[] {
    const offset = this.#offset(field)
    if (offset === 0) return []
    const start = this.#buffer.__vector(this.#position + offset)
    return Array.from({ length: this.#buffer.__vector_len(this.#position + offset) }, (_, i) => read(start + 4 * i))
  }
}
