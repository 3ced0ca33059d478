import { allFilters, type Filter, writeFiltered } from './pngFilter.ts'

/**
 * How the filter of each row is found: one for all, the one that leaves the fewest different pairs of neighbouring bytes,
 * or the one whose pairs are the most predictable (least entropy). What a compressor does with a row hangs on its pairs more than on the size of its numbers.
 */
export type Strategy = Filter | 'fewest-pairs' | 'least-entropy'

/** Filters rows one after the other by one strategy. */
export class RowFilter {
  readonly #strategy: Strategy
  readonly #pixelBytes: number
  readonly #candidates: Uint8Array[]

  /** @param rowBytes bytes of a row without the leading pixel of zeros */
  constructor(strategy: Strategy, rowBytes: number, pixelBytes: number) {
    this.#strategy = strategy
    this.#pixelBytes = pixelBytes
    this.#candidates = typeof strategy === 'number' ? [] : allFilters.map(() => new Uint8Array(rowBytes))
  }

  /** Writes the number of the filter and the filtered row to this place of `target`. Rows are as in `writeFiltered`. */
  write(row: Uint8Array, previous: Uint8Array, target: Uint8Array, place: number): void {
    const filter = this.#pick(row, previous)
    target[place] = filter
    const made = this.#candidates[filter]
    if (made === undefined) writeFiltered(filter, row, previous, this.#pixelBytes, target, place + 1)
    else target.set(made, place + 1)
  }

  #pick(row: Uint8Array, previous: Uint8Array): Filter {
    if (typeof this.#strategy === 'number') return this.#strategy
    // A row like the one above, as in all that was cut away, is nothing but zeros: no other filter does better.
    if (isSame(row, previous)) return this.#keep(2, row, previous)
    const score = this.#strategy === 'fewest-pairs' ? differentPairs : pairEntropy
    let best: Filter = 0
    let least = Number.POSITIVE_INFINITY
    for (const filter of allFilters) {
      const filtered = this.#candidates[filter]
      if (filtered === undefined) continue
      this.#keep(filter, row, previous)
      const found = score(filtered)
      if (found >= least) continue
      least = found
      best = filter
    }
    return best
  }

  #keep(filter: Filter, row: Uint8Array, previous: Uint8Array): Filter {
    const target = this.#candidates[filter]
    if (target !== undefined) writeFiltered(filter, row, previous, this.#pixelBytes, target, 0)
    return filter
  }
}

function isSame(row: Uint8Array, previous: Uint8Array): boolean {
  for (let at = 0; at < row.length; at += 1) if (row[at] !== previous[at]) return false
  return true
}

/** For each pair of bytes the number of the row it was last seen in, or how often it was seen: made once, for all pictures. */
const pairTable = new Uint32Array(1 << 16)
let stamp = 0

function differentPairs(bytes: Uint8Array): number {
  if (stamp > 0xffff_fff0) stamp = 0
  if (stamp === 0) pairTable.fill(0)
  stamp += 1
  let count = 0
  let pair = bytes[0] ?? 0
  for (let at = 1; at < bytes.length; at += 1) {
    pair = ((pair << 8) | (bytes[at] ?? 0)) & 0xffff
    if (pairTable[pair] !== stamp) {
      pairTable[pair] = stamp
      count += 1
    }
  }
  return count
}

/** Bits that the pairs would need if each were written by how often it comes; less a constant that is the same for all rows of this length. */
function pairEntropy(bytes: Uint8Array): number {
  pairTable.fill(0)
  stamp = 0
  let bits = 0
  // By far the most frequent pair, in what was cut away: counted apart, because one place of memory changed over and over is slow.
  let zeros = 0
  let pair = bytes[0] ?? 0
  for (let at = 1; at < bytes.length; at += 1) {
    pair = ((pair << 8) | (bytes[at] ?? 0)) & 0xffff
    if (pair === 0) {
      zeros += 1
      continue
    }
    const count = (pairTable[pair] ?? 0) + 1
    pairTable[pair] = count
    // What count * log2(count) grows by: the sum over all pairs comes about step by step.
    bits -= count < gains.length ? (gains[count] ?? 0) : gain(count)
  }
  return zeros === 0 ? bits : bits - zeros * Math.log2(zeros)
}

function gain(count: number): number {
  return count * Math.log2(count) - (count === 1 ? 0 : (count - 1) * Math.log2(count - 1))
}

const gains = Float64Array.from({ length: 1 << 16 }, (_, count) => (count === 0 ? 0 : gain(count)))
