import { findBySha256 } from '#core/catalogue/catalogue.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ShelfItem } from '#core/shelf.ts'
import { inspectCheckpoint } from '#workers/birefnet/inspect.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { accessHandleSource } from '#workers/weights/fileSources.ts'
import { hashBlocks } from './blocks.ts'
import { headBytes, looksLike } from './download/content.ts'
import { createHasher } from './download/hasher.ts'
import { Part } from './download/part.ts'
import type { Kept } from './kept.ts'
import { lackOfSpace, refusal } from './space.ts'

/**
 * Copies a file that the person has onto the shelf, piece by piece. One of the catalogue is known by its content.
 * Fails with `model-unreadable` or a `checkpoint-...` reason where it is no model, with `file-gone`, or with a `storage-...` reason.
 */
export async function addFile(file: File, kept: Kept): Promise<Outcome<ShelfItem>> {
  const head = await file
    .slice(0, headBytes)
    .arrayBuffer()
    .then(
      (buffer) => new Uint8Array(buffer),
      () => undefined,
    )
  if (head === undefined) return failure('file-gone')
  const kind = looksLike('birefnet', head) ? 'birefnet' : looksLike('onnx', head) ? 'onnx' : undefined
  if (kind === undefined) return failure('model-unreadable', 'neither safetensors nor ONNX')
  const lack = await lackOfSpace(file.size)
  if (lack !== undefined) return lack
  const partName = `import-${crypto.randomUUID()}.part`
  try {
    return await navigator.locks.request(`clearcut-download-${partName}`, () => copy(file, kind, partName, kept))
  } catch (error) {
    return refusal(error)
  } finally {
    await kept.folder.remove(partName).catch(() => {})
  }
}

async function copy(file: File, kind: ShelfItem['kind'], partName: string, kept: Kept): Promise<Outcome<ShelfItem>> {
  const handle = await kept.folder.openForWriting(partName)
  let item: ShelfItem
  let blocks: string[]
  try {
    const part = new Part(handle, await createHasher())
    if (!(await fill(part, file))) return failure('file-gone')
    const sha256 = await part.digest()
    const source = accessHandleSource(handle)
    const known = findBySha256(sha256)
    if (known === undefined && kind === 'birefnet') {
      const checkpoint = openCheckpoint(source)
      const backbone = checkpoint.ok ? inspectCheckpoint(checkpoint.value) : checkpoint
      if (!backbone.ok) return backbone
    }
    const now = Date.now()
    item = {
      id: known?.id ?? `file-${sha256.slice(0, 16)}`,
      name: known?.name ?? file.name.replace(/\.[^.]*$/, ''),
      file: known?.file ?? file.name,
      kind,
      sizeBytes: file.size,
      sha256,
      from: 'file',
      keptAt: now,
      usedAt: now,
    }
    blocks = await hashBlocks(source)
  } finally {
    handle.close()
  }
  await kept.keep(partName, item, blocks)
  return success(item)
}

/** False when the file can no longer be read. */
async function fill(part: Part, file: File): Promise<boolean> {
  const reader = file.stream().getReader()
  for (;;) {
    const read = await reader.read().catch(() => undefined)
    if (read === undefined) return false
    if (read.done) return part.bytes === file.size
    part.append(read.value)
  }
}
