import { imageKind, kindBytes } from '#core/imageKind.ts'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { type RasterKind, readHeader } from './header.ts'
import type { ImageHeader } from './imageHeader.ts'

export interface Inspected {
  kind: RasterKind
  header: ImageHeader
}

/** How much of a file is read for its header, step by step: nearly always the first is enough. */
const headBytes = [256 * 1024, 4 * 1024 * 1024, 64 * 1024 * 1024]
/** Many programs write the header of a TIFF file behind its pixels; larger files are no photos within the limits. */
const tiffBytes = [256 * 1024, 1_000_000_000]

/** Says what a file is and how large its picture, and refuses what cannot or must not be decoded; nothing is decoded yet. */
export async function inspect(file: Blob): Promise<Outcome<Inspected>> {
  if (file.size === 0) return failure('empty-file')
  const first = await readStart(file, kindBytes)
  if (first === undefined) return failure('file-gone')
  const kind = imageKind(first)
  if (kind === undefined) return failure('not-an-image')
  // SVG drawings are turned into pixels on the main thread, before they come here: workers have no means to draw them.
  if (kind === 'raw') return failure('camera-raw')
  if (kind === 'other' || kind === 'svg') return failure('unsupported-image', kind)
  const steps = kind === 'tiff' ? tiffBytes : headBytes
  for (const length of steps) {
    const head = await readStart(file, length)
    if (head === undefined) return failure('file-gone')
    const isLast = length >= file.size || length === steps.at(-1)
    const reading = readHeader(kind, head, isLast)
    if (reading.status === 'incomplete') continue
    if (reading.status === 'damaged') return failure('damaged', 'header')
    const { width, height } = reading.header.size
    if (!isWithinLimits(reading.header.size)) return failure('too-many-pixels', `${width} × ${height}`)
    return success({ kind, header: reading.header })
  }
  return failure('damaged', 'header')
}

/** The first bytes of a file, or undefined where it can no longer be read: moved, deleted or changed since it was added. */
async function readStart(file: Blob, length: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.slice(0, length).arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
