import { heldLocks, underLock } from '#core/locks.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Download, DownloadOrder, ShelfItem, ShelfNews } from '#core/shelf.ts'
import type { ShelfChannel, StopReason } from '#workers/store/channel.ts'
import { type Kept, writingLock } from '#workers/store/kept.ts'
import type { Patience } from './backoff.ts'
import { jobFiles, runJob } from './job.ts'
import { type Journal, readJournal } from './journal.ts'
import type { Network } from './network.ts'

/** The downloads of this tab, and what it knows of those of others. */
export interface Downloads {
  list(): Promise<Download[]>
  start(order: DownloadOrder): Promise<Outcome<ShelfItem | null>>
  pause(id: string): Promise<void>
  cancel(id: string): Promise<Outcome<null>>
}

export interface DownloadsOptions {
  kept: Kept
  network: Network
  patience: Patience
  channel: ShelfChannel
  /** Hears of this tab's downloads; those of other tabs come by the channel. */
  onNews(news: ShelfNews): void
}

interface Running {
  stop: AbortController
  result: Promise<Outcome<ShelfItem | null>>
  latest: Download
}

const lockName = (id: string) => `clearcut-download-${id}`

/** How long another tab may take to stop its download, in milliseconds. */
const stopMs = 10_000

export function createDownloads(options: DownloadsOptions): Downloads {
  const { kept, channel, onNews } = options
  const running = new Map<string, Running>()
  const failed = new Map<string, Download>()

  const stopHere = (id: string, how: StopReason) => running.get(id)?.stop.abort(how)
  channel.listen((message) => {
    if (message.kind === 'stop') stopHere(message.id, message.how)
    else onNews(message.news)
  })
  const tell = (news: ShelfNews) => {
    onNews(news)
    channel.post({ kind: 'news', news })
  }

  /** Runs the job; the lock is held. */
  const run = async (order: DownloadOrder, mine: Running): Promise<Outcome<ShelfItem | null>> => {
    const onDownload = (download: Download) => {
      mine.latest = download
      tell({ kind: 'download', download })
    }
    const outcome = await underLock(writingLock, { mode: 'shared' }, () =>
      runJob(order, { ...options, onDownload, signal: mine.stop.signal }),
    )
    if (!outcome.ok) {
      const state = { status: 'failed', reason: outcome.reason, detail: outcome.detail ?? '' } as const
      const download = { ...mine.latest, state }
      failed.set(order.id, download)
      onDownload(download)
    } else if (outcome.value === null && mine.stop.signal.reason === 'pause') {
      onDownload({ ...mine.latest, state: { status: 'paused', byPerson: true } })
    } else {
      tell({ kind: 'ended', id: order.id })
      if (outcome.value !== null) tell({ kind: 'changed' })
    }
    return outcome
  }

  const begin = async (order: DownloadOrder, mine: Running): Promise<Outcome<ShelfItem | null>> => {
    const name = lockName(order.id)
    const there = await kept.find(order.id)
    if (there !== undefined) return success(there)
    const outcome = await underLock(name, { ifAvailable: true }, async (isFree) =>
      isFree ? await run(order, mine) : undefined,
    )
    if (outcome !== undefined) return outcome
    // Another tab is at it. Its lock comes free when it has the file, was stopped by a person, or is gone: then this one goes on.
    return await underLock(name, { signal: mine.stop.signal }, async () => {
      const arrived = await kept.find(order.id)
      if (arrived !== undefined) return success(arrived)
      const journal = await journalOf(order.id)
      return journal === undefined || journal.isPaused ? success(null) : await run(order, mine)
    })
  }

  const journalOf = async (id: string): Promise<Journal | undefined> => {
    const bytes = await kept.folder.read(jobFiles(id).journal)
    return bytes === undefined ? undefined : readJournal(bytes)
  }

  return {
    list: async () => {
      const names = await kept.folder.names()
      const ids = names.filter((name) => name.endsWith('.journal')).map((name) => name.slice(0, -'.journal'.length))
      const held = await heldLocks()
      const known = await Promise.all(
        ids.map(async (id) => {
          const journal = await journalOf(id)
          if (journal === undefined) return undefined
          const doneBytes = (await kept.folder.size(jobFiles(id).part)) ?? 0
          return downloadOf(journal, doneBytes, held.has(lockName(id)))
        }),
      )
      const latest = [...failed.values(), ...[...running.values()].map((mine) => mine.latest)]
      const byId = new Map(
        known.filter((download) => download !== undefined).map((download) => [download.id, download]),
      )
      for (const download of latest) byId.set(download.id, download)
      return [...byId.values()]
    },
    start: async (order) => {
      const going = running.get(order.id)
      if (going !== undefined) return await going.result
      failed.delete(order.id)
      const { id, name, sizeBytes } = order
      const latest: Download = { id, name, doneBytes: 0, totalBytes: sizeBytes, state: { status: 'starting' } }
      const result = Promise.withResolvers<Outcome<ShelfItem | null>>()
      const mine: Running = { stop: new AbortController(), result: result.promise, latest }
      running.set(id, mine)
      try {
        const outcome = await begin(order, mine)
        result.resolve(outcome)
        return outcome
      } catch (error) {
        const stopped = mine.stop.signal.aborted
        if (stopped) result.resolve(success(null))
        else result.reject(error)
        return await result.promise
      } finally {
        running.delete(id)
      }
    },
    pause: async (id) => {
      const here = running.get(id)
      stopHere(id, 'pause')
      channel.post({ kind: 'stop', id, how: 'pause' })
      await here?.result.catch(() => {})
    },
    cancel: async (id) => {
      failed.delete(id)
      stopHere(id, 'cancel')
      channel.post({ kind: 'stop', id, how: 'cancel' })
      try {
        await underLock(lockName(id), { signal: AbortSignal.timeout(stopMs) }, async () => {
          await kept.folder.remove(jobFiles(id).journal)
          await kept.folder.remove(jobFiles(id).part)
        })
      } catch (error) {
        if (error instanceof DOMException && error.name === 'TimeoutError')
          return failure('model-in-use', 'another tab')
        throw error
      }
      tell({ kind: 'ended', id })
      return success(null)
    },
  }
}

function downloadOf({ order, totalBytes, isPaused }: Journal, doneBytes: number, isHeld: boolean): Download {
  const state = isHeld
    ? ({ status: 'running', bytesPerSecond: 0, secondsLeft: undefined } as const)
    : ({ status: 'paused', byPerson: isPaused } as const)
  return { id: order.id, name: order.name, doneBytes, totalBytes, state }
}
