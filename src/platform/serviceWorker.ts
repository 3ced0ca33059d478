import { underLock } from '#core/locks.ts'
import { pageLockPrefix } from '#core/pageLock.ts'
import type { AppUpdates, UpdateNews } from '#core/ports.ts'
import { whenIdle } from './idle.ts'
import { reloadForThreads } from './isolation.ts'
import { serviceWorkers } from './serviceWorkers.ts'

/** How often an open page asks whether there is a new version. */
const askEveryMs = 60 * 60 * 1000

/** For pages without a service worker. */
export const noAppUpdates: AppUpdates = { watchUpdates() {}, applyUpdate: () => location.reload() }

interface UpdateOptions {
  /** Address of the service worker. */
  scriptUrl: string
  /** Address of the page's entry script, which names its version. */
  entryUrl: string
  hasWork(): boolean
}

/**
 * Registers the service worker of the built app, and tells when the app is ready to work offline, when a new version waits, and when one did not
 * arrive whole: then the present one goes on from what is kept. Consent in one tab puts the new version in force for all: tabs without photos
 * (`hasWork` says no) reload too, those with photos are told and reload when their person wants it; until then they find all files of their own version.
 */
export function createAppUpdates({ scriptUrl, entryUrl, hasWork }: UpdateOptions): AppUpdates {
  // For as long as the page lives; several pages of a version hold it together.
  underLock(pageLockPrefix + entryUrl, { mode: 'shared' }, () => new Promise<never>(() => {})).catch(() => {})
  const listeners = new Set<(news: UpdateNews) => void>()
  const told = new Set<UpdateNews>()
  let waiting: ServiceWorker | undefined

  const tell = (news: UpdateNews) => {
    told.add(news)
    for (const listener of listeners) listener(news)
  }
  const watch = (registration: ServiceWorkerRegistration) => {
    const look = () => {
      if (registration.active === null) return
      tell('offline-ready')
      reloadForThreads(hasWork)
      if (registration.waiting === null || registration.waiting === waiting) return
      waiting = registration.waiting
      tell('update-ready')
    }
    const follow = () => {
      const { installing: worker } = registration
      let hasArrived = false
      worker?.addEventListener('statechange', () => {
        const isBroken = worker.state === 'redundant' && !hasArrived && registration.active !== null
        // Once is enough: it is asked for again each hour.
        if (isBroken && !told.has('update-broken')) tell('update-broken')
        hasArrived = true
        look()
      })
    }
    look()
    follow()
    registration.addEventListener('updatefound', follow)
    setInterval(() => registration.update().catch(() => {}), askEveryMs)
  }

  // Where there are none the page still works, only not offline.
  const container = serviceWorkers()
  // It fetches the whole app: the page itself, and what the person does first, go before.
  whenIdle(() => registered(container, scriptUrl).then((registration) => registration && watch(registration)))
  // The first service worker of a page also takes over, but is no new version of it.
  let isFirst = container?.controller == null
  let isAgreed = false
  container?.addEventListener('controllerchange', () => {
    waiting = undefined
    if (isAgreed || !(isFirst || hasWork())) location.reload()
    else if (!isFirst) tell('update-ready')
    isFirst = false
  })

  return {
    watchUpdates(listener) {
      listeners.add(listener)
      for (const news of told) listener(news)
    },
    applyUpdate() {
      isAgreed = true
      if (waiting === undefined) location.reload()
      else waiting.postMessage('take-over')
    },
  }
}

async function registered(
  container: ServiceWorkerContainer | undefined,
  scriptUrl: string,
): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await container?.register(scriptUrl)
  } catch {
    return undefined
  }
}
