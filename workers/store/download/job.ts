import { type Outcome, success } from '#core/outcome.ts'
import type { Download, DownloadOrder, DownloadState, ShelfItem } from '#core/shelf.ts'
import type { Kept } from '#workers/store/kept.ts'
import { type Settled, settle } from '#workers/store/settle.ts'
import { lackOfSpace, refusal } from '#workers/store/space.ts'
import type { Patience } from './backoff.ts'
import { type Journal, readJournal, writeJournal } from './journal.ts'
import type { Network } from './network.ts'
import { Part } from './part.ts'
import { Progression } from './progression.ts'
import { Reporter } from './reporter.ts'
import { startHashing } from './startHashing.ts'
import { transfer } from './transfer.ts'

export interface JobOptions {
  kept: Kept
  network: Network
  patience: Patience
  onDownload(download: Download): void
  /** Aborted with the reason `pause` or `cancel`. */
  signal: AbortSignal
}

/** The file that a download is written into, and its journal. */
export const jobFiles = (id: string) => ({ part: `${id}.part`, journal: `${id}.journal` })

/**
 * Fetches one checkpoint into the shelf, going on where it stopped. The caller holds the download's lock.
 * Null when the signal stopped it. Fails with a `download-...` or `storage-...` reason; what has arrived is kept unless it is wrong.
 */
export async function runJob(order: DownloadOrder, options: JobOptions): Promise<Outcome<ShelfItem | null>> {
  const { kept } = options
  const { part, journal } = jobFiles(order.id)
  try {
    const handle = await kept.folder.openForWriting(part)
    let outcome: Outcome<Settled | null>
    try {
      outcome = await fetchInto(handle, order, options)
    } finally {
      handle.close()
    }
    const isWorthless = options.signal.reason === 'cancel' || (!outcome.ok && outcome.reason === 'download-wrong')
    if (isWorthless) await kept.folder.remove(part)
    if (outcome.ok && outcome.value !== null) {
      const { fileName, item, blocks } = outcome.value
      await kept.keep(fileName, item, blocks)
      // Only now: until the record is there, this is what a crash would go on from.
      if (fileName !== part) await kept.folder.remove(part)
    }
    if (isWorthless || (outcome.ok && outcome.value !== null)) await kept.folder.remove(journal)
    return outcome.ok ? success(outcome.value?.item ?? null) : outcome
  } catch (error) {
    return refusal(error)
  }
}

async function fetchInto(
  handle: FileSystemSyncAccessHandle,
  order: DownloadOrder,
  options: JobOptions,
): Promise<Outcome<Settled | null>> {
  const { kept } = options
  const old = await kept.folder.read(jobFiles(order.id).journal)
  const journal = old === undefined ? undefined : readJournal(old)
  // A catalogue that names another file by now makes the beginning of the old one worthless.
  const isSame = journal?.order.sha256 === order.sha256
  if (!isSame) handle.truncate(0)
  const part = new Part(handle, await startHashing())
  try {
    return await fetchPart(part, handle, isSame ? journal : undefined, order, options)
  } finally {
    part.close()
  }
}

async function fetchPart(
  part: Part,
  handle: FileSystemSyncAccessHandle,
  journal: Journal | undefined,
  order: DownloadOrder,
  options: JobOptions,
): Promise<Outcome<Settled | null>> {
  const { kept, network, patience, signal } = options
  const reporter = new Reporter(order, options.onDownload)
  const progression = new Progression(
    order,
    part,
    journal,
    (state) => kept.folder.write(jobFiles(order.id).journal, writeJournal(state)),
    () => reporter.tell(progression),
  )
  if ((progression.totalBytes ?? Infinity) < part.bytes) await progression.restart()
  const lack = await lackOfSpace((progression.totalBytes ?? 0) - part.bytes)
  if (lack !== undefined) return lack
  await progression.save()
  const onState = (state: DownloadState) => reporter.turn(state, progression)
  try {
    const outcome = await transfer(progression, { network, patience, signal, onState })
    if (!outcome.ok) {
      if (outcome.reason !== 'download-wrong') await progression.save()
      return outcome
    }
    const { id, name, kind, file } = order
    const now = Date.now()
    const item = { id, name, kind, file, ...outcome.value, keptAt: now, usedAt: now }
    return await settle({ fileName: jobFiles(id).part, handle, item, blocks: () => part.blocks() }, kept.folder, {
      keepOriginal: order.keepOriginal === true,
      mustBeNetwork: false,
      onCompact: () => onState({ status: 'compacting' }),
    })
  } catch (error) {
    if (signal.aborted) {
      await progression.save(true)
      return success(null)
    }
    // A full disk takes no journal either, but the old one still holds.
    return refusal(error)
  } finally {
    reporter.repeat(progression)
  }
}
