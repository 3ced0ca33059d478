import { findBySha256 } from '#core/catalogue/catalogue.ts'
import { underLock } from '#core/locks.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ShelfItem } from '#core/shelf.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { tensorsDigest } from '#workers/weights/compact.ts'
import { readCompactOrigin } from '#workers/weights/compactHeader.ts'
import { accessHandleSource } from '#workers/weights/fileSources.ts'
import { headBytes, looksLike } from './download/content.ts'
import { nextTask } from './download/nextTask.ts'
import { Part } from './download/part.ts'
import { startHashing } from './download/startHashing.ts'
import { type Kept, writingLock } from './kept.ts'
import { type Settled, settle } from './settle.ts'
import { lackOfSpace, refusal } from './space.ts'

export interface Adding {
  keepOriginal?: boolean
  /** Ends the copying; the call then rejects with the signal's reason and nothing is left of the file. */
  signal: AbortSignal
  /** Hears the share that is copied, 0 to 1. */
  onProgress(done: number): void
}

/**
 * Copies a file that the person has onto the shelf, piece by piece. One of the catalogue is known by its content.
 * Fails with `model-unreadable` or a `checkpoint-...` reason where it is no model, with `file-gone`, or with a `storage-...` reason.
 */
export async function addFile(file: File, kept: Kept, adding: Adding): Promise<Outcome<ShelfItem>> {
  const head = await file
    .slice(0, headBytes)
    .arrayBuffer()
    .then(
      (buffer) => new Uint8Array(buffer),
      () => undefined,
    )
  if (head === undefined) return failure('file-gone')
  const kind = looksLike('birefnet', head) ? 'birefnet' : looksLike('onnx', head) ? 'onnx' : undefined
  if (kind === undefined) return failure('model-unreadable', 'it is neither a safetensors nor an ONNX file')
  const lack = await lackOfSpace(file.size)
  if (lack !== undefined) return lack
  const partName = `import-${crypto.randomUUID()}.part`
  try {
    return await underLock(writingLock, { mode: 'shared' }, () => copy(file, kind, partName, kept, adding))
  } catch (error) {
    adding.signal.throwIfAborted()
    return refusal(error)
  } finally {
    await kept.folder.remove(partName).catch(() => {})
  }
}

async function copy(
  file: File,
  kind: ShelfItem['kind'],
  partName: string,
  kept: Kept,
  adding: Adding,
): Promise<Outcome<ShelfItem>> {
  const handle = await kept.folder.openForWriting(partName)
  const part = new Part(handle, await startHashing())
  let settled: Outcome<Settled>
  try {
    if (!(await fill(part, file, adding))) return failure('file-gone')
    const item = await identify(file, kind, await part.digest(adding.signal), accessHandleSource(handle))
    if (!item.ok) return item
    const mustBeNetwork = findBySha256(item.value.sha256) === undefined || item.value.stored !== undefined
    settled = await settle({ fileName: partName, handle, item: item.value, blocks: () => part.blocks() }, kept.folder, {
      keepOriginal: adding.keepOriginal === true,
      mustBeNetwork,
    })
  } finally {
    part.close()
    handle.close()
  }
  if (!settled.ok) return settled
  const { fileName, item, blocks } = settled.value
  await kept.keep(fileName, item, blocks)
  return success(item)
}

/** Which model a file is, by its content; a compact copy tells the original. Fails with `checkpoint-unreadable` where a copy was damaged. */
async function identify(
  file: File,
  kind: ShelfItem['kind'],
  sha256: string,
  source: ByteSource,
): Promise<Outcome<ShelfItem>> {
  const origin = kind === 'birefnet' ? readCompactOrigin(source) : undefined
  if (origin !== undefined) {
    const checkpoint = openCheckpoint(source)
    if (!checkpoint.ok) return checkpoint
    if ((await tensorsDigest(checkpoint.value, source)) !== origin.tensorsDigest)
      return failure('checkpoint-unreadable', 'its tensors are not those that it was written with')
  }
  const original = origin ?? { sha256, sizeBytes: file.size, name: file.name.replace(/\.[^.]*$/, '') }
  const known = findBySha256(original.sha256)
  const now = Date.now()
  return success({
    id: known?.id ?? `file-${original.sha256.slice(0, 16)}`,
    name: known?.name ?? original.name,
    file: known?.file ?? (origin === undefined ? file.name : fileNameOf(original.name)),
    kind,
    sizeBytes: original.sizeBytes,
    sha256: original.sha256,
    ...(origin === undefined ? {} : { stored: { as: 'half', sizeBytes: file.size } }),
    from: 'file',
    keptAt: now,
    usedAt: now,
  })
}

const fileNameOf = (name: string) => `${name.replace(/[/\\]/g, ' ')}.safetensors`

/** False when the file can no longer be read. */
async function fill(part: Part, file: File, { signal, onProgress }: Adding): Promise<boolean> {
  const reader = file.stream().getReader()
  let told = 0
  for (;;) {
    const read = await reader.read().catch(() => undefined)
    signal.throwIfAborted()
    if (read === undefined) return false
    if (read.done) return part.bytes === file.size
    part.append(read.value)
    const done = part.bytes / file.size
    if (done - told < 0.01) continue
    told = done
    onProgress(done)
    // Lets the call that stops this be heard: a quick disk hands out pieces without a pause.
    await nextTask()
  }
}
