import { failure, type Outcome, success } from '#core/outcome.ts'

/** A file within a ZIP that is packed without compression. */
export interface ZipEntry {
  name: string
  /** Its bytes, of which nothing is read yet. */
  content: Blob
}

/** Marks of the records of a ZIP (APPNOTE.TXT 6.3), as 32 bits, the lowest byte first. */
const marks = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 }
const sizes = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 }

/** A comment after the end may be so long. */
const longestTail = 65_535 + sizes.end + sizes.locator64

/** More than any project has. */
const limits = { entries: 50_000, directoryBytes: 16_000_000 }

const full = 0xffff_ffff

/**
 * The files of a ZIP, found by its directory. Only what is stored as it is is taken, and each byte once: nothing can unpack to more than the file holds.
 * Fails with `project-damaged`, `project-foreign` or `project-too-large`.
 */
export async function zipEntries(file: Blob): Promise<Outcome<ZipEntry[]>> {
  const directory = await directoryOf(file)
  if (directory === undefined) return failure('project-damaged', 'the directory of the ZIP is missing')
  const { count, start, bytes } = directory
  if (count > limits.entries || bytes > limits.directoryBytes) return failure('project-too-large', `${count} files`)
  if (start + bytes > file.size) return failure('project-damaged', 'the directory of the ZIP is cut short')
  const view = await viewOf(file, start, bytes)
  const entries: ZipEntry[] = []
  const ranges: [number, number][] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + sizes.central > bytes || view.getUint32(at, true) !== marks.central)
      return failure('project-damaged', 'the directory of the ZIP is damaged')
    const entry = centralEntry(view, at)
    at = entry.end
    if (at > bytes) return failure('project-damaged', 'the directory of the ZIP is damaged')
    if (entry.isEncrypted) return failure('project-foreign', `${entry.name} is encrypted`)
    if (entry.method !== 0 || entry.packedBytes !== entry.plainBytes)
      return failure('project-foreign', `${entry.name} is compressed`)
    const data = await dataStart(file, entry.offset, entry.name)
    if (data === undefined || data + entry.plainBytes > start)
      return failure('project-damaged', `${entry.name} is not where the directory says`)
    ranges.push([entry.offset, data + entry.plainBytes])
    entries.push({ name: entry.name, content: file.slice(data, data + entry.plainBytes) })
  }
  ranges.sort(([one], [other]) => one - other)
  const overlaps = ranges.some(([from], place) => from < (ranges[place - 1]?.[1] ?? 0))
  return overlaps ? failure('project-too-large', 'its files lie on one another') : success(entries)
}

async function directoryOf(file: Blob): Promise<{ count: number; start: number; bytes: number } | undefined> {
  const tailStart = Math.max(0, file.size - longestTail)
  const tail = await viewOf(file, tailStart, file.size - tailStart)
  for (let at = tail.byteLength - sizes.end; at >= 0; at--) {
    if (tail.getUint32(at, true) !== marks.end) continue
    const [count, bytes, start] = [
      tail.getUint16(at + 10, true),
      tail.getUint32(at + 12, true),
      tail.getUint32(at + 16, true),
    ]
    if (count !== 0xffff && bytes !== full && start !== full) return { count, start, bytes }
    return await directoryOf64(file, tail, at - sizes.locator64)
  }
  return undefined
}

async function directoryOf64(file: Blob, tail: DataView, at: number) {
  if (at < 0 || tail.getUint32(at, true) !== marks.locator64) return undefined
  const place = Number(tail.getBigUint64(at + 8, true))
  if (place + sizes.end64 > file.size) return undefined
  const end = await viewOf(file, place, sizes.end64)
  if (end.getUint32(0, true) !== marks.end64) return undefined
  const [count, bytes, start] = [32, 40, 48].map((offset) => Number(end.getBigUint64(offset, true)))
  return count === undefined || bytes === undefined || start === undefined ? undefined : { count, bytes, start }
}

interface CentralEntry {
  name: string
  isEncrypted: boolean
  method: number
  packedBytes: number
  plainBytes: number
  offset: number
  /** Where the next entry begins. */
  end: number
}

function centralEntry(view: DataView, at: number): CentralEntry {
  const short = (offset: number) => view.getUint16(at + offset, true)
  const long = (offset: number) => view.getUint32(at + offset, true)
  const [nameBytes, extraBytes, commentBytes] = [short(28), short(30), short(32)]
  const extraStart = at + sizes.central + nameBytes
  const end = extraStart + extraBytes + commentBytes
  const rest = { packedBytes: long(20), plainBytes: long(24), offset: long(42) }
  const name = textOf(view, at + sizes.central, nameBytes)
  const wide = end <= view.byteLength ? wideFields(view, extraStart, extraBytes, rest) : rest
  return { name, isEncrypted: (short(8) & 1) === 1, method: short(10), ...wide, end }
}

/** Sizes and places above 4 GB stand in an extra field, those that need it alone, in this order. */
function wideFields<F extends Pick<CentralEntry, 'packedBytes' | 'plainBytes' | 'offset'>>(
  view: DataView,
  start: number,
  bytes: number,
  fields: F,
): F {
  const wide = { ...fields }
  for (let at = start; at + 4 <= start + bytes; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let from = at + 4
    for (const key of ['plainBytes', 'packedBytes', 'offset'] as const) {
      if (wide[key] !== full || from + 8 > start + bytes) continue
      wide[key] = Number(view.getBigUint64(from, true))
      from += 8
    }
  }
  return wide
}

/** Where an entry's bytes begin; undefined where no entry of this name stands there. */
async function dataStart(file: Blob, offset: number, name: string): Promise<number | undefined> {
  if (offset + sizes.local > file.size) return undefined
  const head = await viewOf(file, offset, sizes.local)
  if (head.getUint32(0, true) !== marks.local) return undefined
  const [nameBytes, extraBytes] = [head.getUint16(26, true), head.getUint16(28, true)]
  const named = await viewOf(file, offset + sizes.local, nameBytes)
  return textOf(named, 0, nameBytes) === name ? offset + sizes.local + nameBytes + extraBytes : undefined
}

async function viewOf(file: Blob, start: number, bytes: number): Promise<DataView> {
  return new DataView(await file.slice(start, start + bytes).arrayBuffer())
}

function textOf(view: DataView, start: number, bytes: number): string {
  const length = Math.max(0, Math.min(bytes, view.byteLength - start))
  return new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + Math.min(start, view.byteLength), length),
  )
}
