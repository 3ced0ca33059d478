import { findEntry } from '#core/catalogue/catalogue.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ShelfItem } from '#core/shelf.ts'
import { asTrained } from '#workers/birefnet/asTrained.ts'
import type { Backbone } from '#workers/birefnet/backbone.ts'
import { inspectCheckpoint } from '#workers/birefnet/inspect.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'
import { type Checkpoint, DamagedTensor, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { compactBytes, writeCompact } from '#workers/weights/compact.ts'
import { accessHandleSource } from '#workers/weights/fileSources.ts'
import { detectPatchOrder } from '#workers/weights/patchOrder.ts'
import { hashBlocks } from './blocks.ts'
import type { FileShelf } from './fileShelf.ts'
import { lackOfSpace } from './space.ts'
import { writeAt } from './writeAt.ts'

/** A file of the folder, open, with the item that it is about to become. */
export interface Verified {
  fileName: string
  handle: FileSystemSyncAccessHandle
  item: ShelfItem
  /** The hashes of its blocks, for the case that it is kept as it is. */
  blocks(): Promise<string[]>
}

/** What is to be kept of it: the same file or a compact copy, closed, under this name in the folder. */
export interface Settled {
  fileName: string
  item: ShelfItem
  blocks: string[]
}

export interface SettleOptions {
  /** Keep the file as published, even where half the room would do. */
  keepOriginal: boolean
  /** Whether the file must prove to be a network; one that the catalogue knows by its hash need not. */
  mustBeNetwork: boolean
  onCompact?(): void
}

/** A copy that takes more than this share of the original is not worth the loss of precision. */
const worthwhile = 0.75

/**
 * Looks into a verified file, and writes its weights in half precision into a second one where that saves room and there is room for
 * both meanwhile. The first one is left alone, so that nothing is lost if this ends half-way. Fails with a `checkpoint-...` reason.
 */
export async function settle(verified: Verified, folder: FileShelf, options: SettleOptions): Promise<Outcome<Settled>> {
  const { fileName, handle, item } = verified
  const source = accessHandleSource(handle)
  const asItIs = async (known: ShelfItem) => success({ fileName, item: known, blocks: await verified.blocks() })
  if (item.kind !== 'birefnet') return await asItIs(item)
  const opened = openCheckpoint(source)
  const checkpoint = opened.ok ? success(asTrained(opened.value)) : opened
  const backbone = checkpoint.ok ? inspectCheckpoint(checkpoint.value) : checkpoint
  if (!checkpoint.ok || !backbone.ok) {
    if (!options.mustBeNetwork) return await asItIs(item)
    return backbone.ok ? failure('checkpoint-unreadable') : backbone
  }
  const known = recognise(item, checkpoint.value, backbone.value)
  const isCompact = item.stored !== undefined || options.keepOriginal
  const compact = isCompact ? undefined : await compactInto(folder, known, checkpoint.value, backbone.value, options)
  if (compact !== undefined) return success(compact)
  // Whoever made the compact copy has looked at every weight.
  const isSeen = !options.mustBeNetwork || item.stored !== undefined
  const damage = isSeen ? undefined : damageOf(checkpoint.value, backbone.value)
  return damage === undefined ? await asItIs(known) : failure('checkpoint-incomplete', damage)
}

/** The first weight that is no finite number, in words; nothing else would show it before a photo is cut. */
function damageOf(checkpoint: Checkpoint, backbone: Backbone): string | undefined {
  try {
    for (const [key, { isUsed }] of expectedParameters(backbone)) if (isUsed) checkpoint.read(key)
    return undefined
  } catch (error) {
    if (error instanceof DamagedTensor) return error.message
    throw error
  }
}

/** What the weights themselves tell. */
function recognise(item: ShelfItem, checkpoint: Checkpoint, backbone: Backbone): ShelfItem {
  const described: ShelfItem = { ...item, backbone: backbone.id === 'swin-t' ? 'lite' : 'large' }
  if (findEntry(item.id)?.patchOrder !== undefined) return described
  try {
    const { order, isClear } = detectPatchOrder(checkpoint.read('decoder.ipt_blk5.conv1.weight'), 32, 64)
    return isClear ? { ...described, patchOrder: order } : described
  } catch (error) {
    // A damaged file is found out when all weights are looked at.
    if (error instanceof DamagedTensor) return described
    throw error
  }
}

/** Writes the compact copy; undefined, and no copy, where it is not worth it or cannot be. */
async function compactInto(
  folder: FileShelf,
  item: ShelfItem,
  checkpoint: Checkpoint,
  backbone: Backbone,
  { onCompact = () => {} }: SettleOptions,
): Promise<Settled | undefined> {
  const parameters = expectedParameters(backbone)
  const isWanted = (key: string) => parameters.get(key)?.isUsed === true
  const forecast = compactBytes(checkpoint, isWanted)
  if (forecast > worthwhile * item.sizeBytes || (await lackOfSpace(forecast)) !== undefined) return undefined
  onCompact()
  const fileName = `${item.id}.half`
  const handle = await folder.openForWriting(fileName)
  try {
    handle.truncate(0)
    const { sha256, sizeBytes, name } = item
    const origin = { sha256, sizeBytes, name }
    const size = await writeCompact(checkpoint, isWanted, origin, (bytes, at) => writeAt(handle, bytes, at))
    handle.flush()
    const blocks = await hashBlocks(accessHandleSource(handle))
    handle.close()
    return { fileName, item: { ...item, stored: { as: 'half', sizeBytes: size } }, blocks }
  } catch (error) {
    handle.close()
    await folder.remove(fileName)
    const isExpected = error instanceof DamagedTensor || error instanceof DOMException
    // A weight that cannot be halved, or a disk that became full: the original does as well.
    if (!isExpected) throw error
    return undefined
  }
}
