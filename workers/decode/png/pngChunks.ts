import { Bytes } from '#workers/decode/bytes.ts'
import { crc32 } from '#workers/encode/png/crc32.ts'

export interface PngChunk {
  name: string
  /** Where its data begins in the file, and how long it is. */
  start: number
  length: number
}

export interface PngChunks {
  /** Up to the first that is not all there or whose checksum is wrong. */
  chunks: PngChunk[]
  end: 'whole' | 'cut-short' | 'broken'
}

/** The chunks of a PNG file (PNG specification, third edition, 5.3). Those that every decoder needs are checked by their checksum. */
export function pngChunks(file: Uint8Array<ArrayBuffer>): PngChunks {
  const bytes = new Bytes(file)
  const chunks: PngChunk[] = []
  for (let at = 8; at < file.length; ) {
    const length = bytes.u32(at)
    const [name, start] = [bytes.text(at + 4, 4), at + 8]
    if (start + length + 4 > file.length) return { chunks, end: 'cut-short' }
    // A capital letter: no picture without it. What is wrong with the others, decoders leave out.
    const isCritical = /^[A-Z]/.test(name)
    const isSound = !isCritical || crc32(bytes.slice(at + 4, length + 4)) === bytes.u32(start + length)
    if (!/^[a-zA-Z]{4}$/.test(name) || !isSound) return { chunks, end: 'broken' }
    chunks.push({ name, start, length })
    if (name === 'IEND') return { chunks, end: 'whole' }
    at = start + length + 4
  }
  return { chunks, end: 'cut-short' }
}
