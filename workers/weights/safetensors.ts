import { z } from 'zod'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ByteSource } from './byteSource.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

// The format: https://github.com/huggingface/safetensors (8 bytes of header length, a JSON header, the tensors' bytes).

/** What stands after a tensor's key in the key of its scales, one for each output channel: it holds weights in whole steps, in 8 bits. */
export const scaleSuffix = '.scale'

/** What stands after it in the key of the steps' upper 8 bits, where 8 are too few. */
export const highSuffix = '.high'

/** Bytes of one element of each dtype that a checkpoint may hold. */
export const storedBytes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I8: 1 } as const

export type StoredDtype = keyof typeof storedBytes

/** Where a tensor lies in the file. */
export interface StoredTensor {
  dtype: StoredDtype
  shape: readonly number[]
  /** First byte, counted from the start of the file. */
  start: number
  /** First byte after it. */
  end: number
}

const whole = z.number().int().nonnegative()
const entrySchema = z.object({ dtype: z.string(), shape: z.array(whole).max(8), data_offsets: z.tuple([whole, whole]) })

/** Real headers have about 100 bytes a tensor, 80 KB in all. */
const largestHeader = 8 * 1024 * 1024

/** What a file's header says beside its tensors; undefined where it says nothing or cannot be read. */
export function readMetadata(source: ByteSource): unknown {
  const header = headerOf(source)
  return header.ok ? header.value.json['__metadata__'] : undefined
}

/** Reads the header alone and checks that every tensor lies within the file and on bytes of its own. Fails with `checkpoint-unreadable`. */
export function readHeader(source: ByteSource): Outcome<Map<string, StoredTensor>> {
  const header = headerOf(source)
  if (!header.ok) return header
  const { start, json } = header.value
  const tensors = new Map<string, StoredTensor>()
  for (const [key, entry] of Object.entries(json)) {
    if (key === '__metadata__') continue
    // Counters and the like, of which no network is made.
    if (isWhole(entry)) continue
    const tensor = storedTensor(entry, start, source.sizeBytes)
    if (typeof tensor === 'string') return unreadable(`${key}: ${tensor}`)
    tensors.set(key, tensor)
  }
  const shared = overlap(tensors)
  return shared === undefined ? success(tensors) : unreadable(shared)
}

/** The header as JSON, and where the tensors begin. */
function headerOf(source: ByteSource): Outcome<{ start: number; json: Record<string, unknown> }> {
  if (source.sizeBytes < 10) return unreadable('The file is too short.')
  const length = Number(new DataView(source.read(0, 8).buffer).getBigUint64(0, true))
  const start = 8 + length
  if (length < 2 || length > largestHeader) return unreadable(`The header cannot be ${length} bytes long.`)
  if (start > source.sizeBytes) return unreadable('The file ends within its header.')
  const json = parseObject(source.read(8, start))
  return json === undefined ? unreadable('The header is not JSON.') : success({ start, json })
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return z.record(z.string(), z.unknown()).safeParse(header).data
  } catch {
    return undefined
  }
}

const wholeTypes: ReadonlySet<unknown> = new Set(['BOOL', 'U8', 'U16', 'I16', 'U32', 'I32', 'U64'])

function isWhole(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'dtype' in entry && wholeTypes.has(entry.dtype)
}

/** The tensor, or what is wrong with its entry. */
function storedTensor(entry: unknown, base: number, sizeBytes: number): StoredTensor | string {
  const parsed = entrySchema.safeParse(entry)
  if (!parsed.success) return 'the entry lacks dtype, shape or offsets.'
  const { dtype, shape, data_offsets: offsets } = parsed.data
  if (!isStoredDtype(dtype)) return `elements of type ${dtype} are not read.`
  const [start, end] = [base + offsets[0], base + offsets[1]]
  const bytes = shape.reduce((product, size) => product * size, 1) * storedBytes[dtype]
  if (end - start !== bytes) return `${bytes} bytes are needed for [${shape}], ${end - start} are given.`
  if (end > sizeBytes) return 'the file ends before this tensor does.'
  return { dtype, shape, start, end }
}

function isStoredDtype(dtype: string): dtype is StoredDtype {
  return Object.hasOwn(storedBytes, dtype)
}

function overlap(tensors: ReadonlyMap<string, StoredTensor>): string | undefined {
  let last = { key: '', end: 0 }
  const byStart = [...tensors].sort(([, one], [, other]) => one.start - other.start || one.end - other.end)
  for (const [key, { start, end }] of byStart) {
    if (start < last.end) return `${key} and ${last.key} lie on the same bytes.`
    if (end > last.end) last = { key, end }
  }
  return undefined
}

function unreadable(detail: string) {
  return failure('checkpoint-unreadable', detail)
}
