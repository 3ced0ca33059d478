/** Remembers, for this tab, that it was reloaded once in vain. */
const key = 'reloaded-for-threads'

/**
 * On hosts that cannot send headers the first load is not isolated and runs on one thread; the service worker, once active, adds
 * the headers. Reloads the page to have them: once in a tab, and only as long as nothing could get lost.
 */
export function reloadForThreads(hasWork: () => boolean): void {
  try {
    if (crossOriginIsolated) sessionStorage.removeItem(key)
    if (crossOriginIsolated || hasWork() || sessionStorage.getItem(key) !== null) return
    sessionStorage.setItem(key, 'once')
  } catch {
    // A tab that cannot remember would reload for ever.
    return
  }
  location.reload()
}
