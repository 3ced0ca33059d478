import type { AppUpdates, UpdateNews } from '#core/ports.ts'

/** How often an open page asks whether there is a new version. */
const askEveryMs = 60 * 60 * 1000

/** For pages without a service worker. */
export const noAppUpdates: AppUpdates = { watchUpdates() {}, applyUpdate: () => location.reload() }

/** Registers the service worker of the built app, and tells when the app is ready to work offline and when a new version waits. */
export function createAppUpdates(scriptUrl: string): AppUpdates {
  const listeners = new Set<(news: UpdateNews) => void>()
  const told = new Set<UpdateNews>()
  let waiting: ServiceWorker | undefined

  const tell = (news: UpdateNews) => {
    told.add(news)
    for (const listener of listeners) listener(news)
  }
  // Absent on plain http; there the page still works, only not offline.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker
  container?.register(scriptUrl).then(
    (registration) => {
      const look = () => {
        if (registration.active !== null) tell('offline-ready')
        if (registration.waiting === null || registration.waiting === waiting) return
        waiting = registration.waiting
        // The very first version waits for nobody.
        if (registration.active !== null) tell('update-ready')
      }
      const follow = () => registration.installing?.addEventListener('statechange', look)
      look()
      follow()
      registration.addEventListener('updatefound', follow)
      container.ready.then(look)
      setInterval(() => registration.update().catch(() => {}), askEveryMs)
    },
    // A browser that refuses (private windows of Firefox, say) still shows the page.
    () => {},
  )

  return {
    watchUpdates(listener) {
      listeners.add(listener)
      for (const news of told) listener(news)
    },
    applyUpdate() {
      container?.addEventListener('controllerchange', () => location.reload(), { once: true })
      if (waiting === undefined) location.reload()
      else waiting.postMessage('take-over')
    },
  }
}
