import type { OutsideRequest } from '#core/shelf.ts'

/** What a download needs of the world; tests hand in another one. */
export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Origin of the app: requests to any other are told to the person. */
  ownOrigin: string
  isOnline(): boolean
  /** Resolves when the browser says that it is online, or after a while all the same, since it may be mistaken. */
  untilOnline(signal: AbortSignal): Promise<void>
  wait(ms: number, signal: AbortSignal): Promise<void>
  onRequest(request: OutsideRequest): void
}

/** How long the browser's word that it is offline is believed. */
const offlineMs = 15_000

/** The real network, as a worker sees it. */
export function browserNetwork(onRequest: Network['onRequest']): Network {
  return {
    fetch: (url, init) => fetch(url, init),
    ownOrigin: location.origin,
    isOnline: () => navigator.onLine,
    untilOnline: (signal) => untilEvent('online', offlineMs, signal),
    wait: (ms, signal) => untilEvent(undefined, ms, signal),
    onRequest,
  }
}

/** Resolves at the event or after so many milliseconds; rejects with the signal's reason. */
function untilEvent(name: string | undefined, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (settle: () => void) => () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      if (name !== undefined) removeEventListener(name, done)
      settle()
    }
    const done = leave(resolve)
    const abort = leave(() => reject(signal.reason))
    const timer = setTimeout(done, ms)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    if (name !== undefined) addEventListener(name, done)
  })
}
