import { Bytes } from '#workers/decode/bytes.ts'
import { type CodeTable, codeTable, ScanBits } from './huffman.ts'

interface Component {
  id: number
  /** Blocks across and down in one unit of the scan. */
  across: number
  down: number
}

interface Frame {
  isProgressive: boolean
  width: number
  height: number
  components: Component[]
}

/** Rows of pixels, from the top, of which a JPEG file holds all data, and how many there are. */
export interface JpegRows {
  complete: number
  total: number
  /** Whether these rows are but the first, coarse sight of a picture that grows finer. */
  isCoarse: boolean
}

/**
 * Counts the rows that are really there, by reading the codes of the first scan and nothing more: decoders fill what is missing with grey and do not
 * say so. Of a progressive file the first scan already shows the whole picture, coarsely.
 * Undefined where the file is of a kind that is not read here: arithmetic codes, lossless, channels one after the other.
 * @param end where the data that can be trusted ends
 */
export function jpegRows(file: Uint8Array<ArrayBuffer>, end: number): JpegRows | undefined {
  const bytes = new Bytes(file)
  const tables = new Map<number, CodeTable>()
  let frame: Frame | undefined
  let interval = 0
  for (let at = 2; at + 4 <= end; ) {
    const mark = bytes.u8(at + 1)
    if (bytes.u8(at) !== 0xff) return undefined
    if (mark === 0xff) {
      at += 1
      continue
    }
    const [start, next] = [at + 4, at + 2 + bytes.u16(at + 2)]
    if (mark === 0xc4) readTables(bytes, start, next, tables)
    if (mark === 0xdd) interval = bytes.u16(start)
    if (mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc) {
      if (mark > 0xc2) return undefined
      frame = readFrame(bytes, start, mark === 0xc2)
    }
    if (mark === 0xda) {
      if (frame === undefined) return undefined
      const scan = readScan(bytes, start, frame, tables)
      // One after the other, the channels of a plain file are all needed; those of a progressive one begin with how light it is.
      if (scan.length !== frame.components.length && (!frame.isProgressive || scan.length !== 1)) return undefined
      return countRows(frame, scan, interval, new ScanBits(file, next, end))
    }
    at = next
  }
  return undefined
}

interface Channel extends Component {
  first: CodeTable | undefined
  others: CodeTable | undefined
}

function readScan(bytes: Bytes, start: number, { components }: Frame, tables: Map<number, CodeTable>): Channel[] {
  return Array.from({ length: Math.min(4, bytes.u8(start)) }, (_, index) => {
    const [id, codes] = [bytes.u8(start + 1 + 2 * index), bytes.u8(start + 2 + 2 * index)]
    const component = components.find((one) => one.id === id) ?? { id, across: 1, down: 1 }
    return { ...component, first: tables.get(codes >> 4), others: tables.get(0x10 | (codes & 15)) }
  })
}

function readTables(bytes: Bytes, start: number, end: number, tables: Map<number, CodeTable>): void {
  for (let at = start; at + 17 <= end; ) {
    const counts = bytes.slice(at + 1, 16)
    const symbols = counts.reduce((sum, count) => sum + count, 0)
    tables.set(bytes.u8(at), codeTable(counts, bytes.slice(at + 17, symbols)))
    at += 17 + symbols
  }
}

function readFrame(bytes: Bytes, start: number, isProgressive: boolean): Frame {
  const components = Array.from({ length: Math.min(4, bytes.u8(start + 5)) }, (_, index) => {
    const at = start + 6 + 3 * index
    return { id: bytes.u8(at), across: bytes.u8(at + 1) >> 4 || 1, down: bytes.u8(at + 1) & 15 || 1 }
  })
  return { isProgressive, height: bytes.u16(start + 1), width: bytes.u16(start + 3), components }
}

function countRows(frame: Frame, scan: readonly Channel[], interval: number, bits: ScanBits): JpegRows {
  const [across, down] = [
    Math.max(...frame.components.map((one) => one.across)),
    Math.max(...frame.components.map((one) => one.down)),
  ]
  // A channel alone comes block by block.
  const alone = scan.length === 1 ? scan[0] : undefined
  const [wide, high] = alone === undefined ? [1, 1] : [alone.across, alone.down]
  const columns = Math.ceil((frame.width * wide) / (8 * across))
  const rows = Math.ceil((frame.height * high) / (8 * down))
  const isWhole = () => {
    for (const channel of scan)
      for (let block = alone === undefined ? channel.across * channel.down : 1; block > 0; block -= 1)
        if (!passBlock(bits, channel, frame.isProgressive)) return false
    return true
  }
  const { height: total, isProgressive: isCoarse } = frame
  for (let unit = 0; unit < columns * rows; unit += 1) {
    const isRestart = interval > 0 && unit > 0 && unit % interval === 0
    if ((isRestart && !bits.restart()) || !isWhole()) {
      // Colours are spread over the rows of a unit, so the last row of those that are there knows something of the next.
      const there = Math.floor((Math.floor(unit / columns) * 8 * down) / high)
      return { complete: Math.min(total, Math.max(0, down > 1 ? there - 1 : there)), total, isCoarse }
    }
  }
  return { complete: total, total, isCoarse }
}

/** Passes over the codes of one block; says whether they were all there and made sense. */
function passBlock(bits: ScanBits, { first, others }: Channel, isFirstOnly: boolean): boolean {
  if (first === undefined) return false
  const size = bits.symbol(first)
  if (size < 0 || size > 16) return false
  bits.skip(size)
  if (isFirstOnly) return !bits.ranOut
  if (others === undefined) return false
  for (let place = 1; place < 64; ) {
    const symbol = bits.symbol(others)
    if (symbol < 0) return false
    const length = symbol & 15
    if (length === 0 && symbol !== 0xf0) break
    place += (symbol >> 4) + 1
    if (place > 64) return false
    bits.skip(length)
  }
  return !bits.ranOut
}
