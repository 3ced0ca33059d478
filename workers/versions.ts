import { cacheNames } from 'workbox-core'
import { PrecacheController } from 'workbox-precaching'
import { heldLocks, underLock } from '#core/locks.ts'
import { pageLockPrefix } from '#core/pageLock.ts'

declare const self: ServiceWorkerGlobalScope

/** Held while the files of a version are fetched or let go. */
const filesLock = 'files of the app'

/**
 * The files of this version of the app, and those of versions before it for as long as a page of theirs is open: consent in one tab must not
 * take from another, which works on with the version before, what that has not loaded yet.
 */
export class Versions {
  readonly #own = new PrecacheController()

  constructor(files: Parameters<PrecacheController['addToCacheList']>[0]) {
    this.#own.addToCacheList(files)
  }

  /** Keeps every file; fails, and with it the installation, where one is missing or is not what was built. Answers of 400 and above are not kept. */
  async install(event: ExtendableEvent): Promise<void> {
    await underLock(filesLock, {}, () => this.#own.install(event))
  }

  /** The file at this address (without a query), as whoever asks was built with; undefined where none is kept. */
  async match(address: string, clientId: string): Promise<Response | undefined> {
    const cache = await caches.open(cacheNames.precache)
    const own = this.#own.getCacheKeyForURL(address)
    // A key that is the address alone is that of a file whose name changes with its content.
    const isSure = own !== undefined && (own === address || !(await this.#isEarlierWorker(clientId)))
    if (isSure) return await cache.match(own)
    const kept = await cache.keys(address, { ignoreSearch: true })
    const key = kept.findLast(({ url }) => url !== own)?.url ?? own
    return key === undefined ? undefined : await cache.match(key)
  }

  /** Lets go of what versions before this one have left, once none of their pages is open. What a newer version has put there is not touched. */
  async tidy(event: ExtendableEvent): Promise<void> {
    const pages = [...(await heldLocks())].filter((name) => name.startsWith(pageLockPrefix))
    if (!pages.every((name) => this.#isOwn(name.slice(pageLockPrefix.length)))) return
    await underLock(filesLock, { ifAvailable: true }, async (isFree) => {
      const { installing, waiting } = self.registration
      if (isFree && installing === null && waiting === null) await this.#own.activate(event)
    })
  }

  /** Only workers ask for files that have the same name in every version. */
  async #isEarlierWorker(clientId: string): Promise<boolean> {
    const client = await self.clients.get(clientId)
    return client?.type === 'worker' && !this.#isOwn(client.url)
  }

  #isOwn(script: string): boolean {
    return this.#own.getCacheKeyForURL(script) !== undefined
  }
}
