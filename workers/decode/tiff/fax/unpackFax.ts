import { FaxBits } from './faxBits.ts'
import { modeCodes, runCodes } from './faxCodes.ts'

/** Rows by themselves, each from a whole byte on; ITU-T T.4, with ends of lines; T.6, where each line refers to the one above. */
export type FaxPacking = 'rows' | 'group3' | 'group4'

interface FaxLayout {
  packing: FaxPacking
  /** Pixels of a row. */
  width: number
  /** Of `group3`: whether lines may refer to the one above. */
  isTwoDimensional: boolean
}

/** Where the colour changes in a row: at even places from white to black, at odd ones back. */
type Changes = number[]

/** Undoes what fax packs by (ITU-T T.4 and T.6): rows of single bits, 1 is black. Ends at this length, and where the codes end or make no sense: then fewer rows come back. */
export function unpackFax(packed: Uint8Array, length: number, layout: FaxLayout): Uint8Array<ArrayBuffer> {
  const { packing, width, isTwoDimensional } = layout
  const out = new Uint8Array(length)
  const rowBytes = Math.ceil(width / 8)
  const bits = new FaxBits(packed)
  let above: Changes = []
  let filled = 0
  for (; filled + rowBytes <= length && bits.hasMore; filled += rowBytes) {
    if (packing === 'group3') bits.skipEnd()
    const refers = packing === 'group4' || (packing === 'group3' && isTwoDimensional && bits.bit() === 0)
    const changes = refers ? changesBy(bits, above, width) : changesOf(bits, width)
    if (changes === undefined) break
    blacken(out.subarray(filled, filled + rowBytes), changes, width)
    if (packing === 'rows') bits.align()
    above = changes
  }
  return out.subarray(0, filled)
}

/** A row told by the lengths of its runs; undefined where it makes no sense. */
function changesOf(bits: FaxBits, width: number): Changes | undefined {
  const changes: Changes = []
  for (let at = 0; at < width; ) {
    const run = runOf(bits, changes.length)
    if (run === undefined) return undefined
    at += run
    changes.push(Math.min(at, width))
  }
  return changes
}

/** A run of the colour that so many changes have led to: long ones are told by several codes, the last of which is short. */
function runOf(bits: FaxBits, changes: number): number | undefined {
  const codes = runCodes[(changes & 1) as 0 | 1]
  for (let run = 0; ; ) {
    const part = bits.code(codes)
    if (part === undefined) return undefined
    run += part
    if (part < 64) return run
  }
}

/** A row told by the changes of the one above (T.4, 4.2.1.3); undefined where it makes no sense. */
function changesBy(bits: FaxBits, above: Changes, width: number): Changes | undefined {
  const changes: Changes = []
  // Before the first pixel there is white, and a change at the very first counts.
  for (let [at, next] = [-1, 0]; at < width; ) {
    const mode = bits.code(modeCodes)
    if (mode === undefined) return undefined
    // The next change above that is to the right and to the same colour; a step to the left may have gone behind one.
    while (next > 0 && (above[next - 1] ?? width) > at) next -= 1
    while ((above[next] ?? width) <= at && next < above.length) next += 1
    if (((next ^ changes.length) & 1) === 1) next += 1
    const start = above[next] ?? width
    if (mode === 'pass') at = above[next + 1] ?? width
    else if (mode === 'runs') {
      for (let half = 0; half < 2; half += 1) {
        const run = runOf(bits, changes.length)
        if (run === undefined) return undefined
        at = Math.max(at, 0) + run
        changes.push(Math.min(at, width))
      }
    } else {
      if (start + mode < Math.max(at, 0)) return undefined
      at = start + mode
      changes.push(Math.min(at, width))
    }
  }
  return changes
}

function blacken(row: Uint8Array, changes: Changes, width: number): void {
  for (let index = 0; index < changes.length; index += 2)
    for (let x = changes[index] ?? width; x < (changes[index + 1] ?? width); x += 1)
      row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7))
}
