/** The browser's service workers; undefined on plain http and in some private windows, where even looking may throw. */
export function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker
  } catch {
    return undefined
  }
}
