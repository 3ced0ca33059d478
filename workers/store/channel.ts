import type { ShelfNews } from '#core/shelf.ts'

/** What the shelf workers of several tabs tell each other. */
export type ShelfMessage =
  | { kind: 'news'; news: ShelfNews }
  /** Whoever runs this download, stop it. */
  | { kind: 'stop'; id: string; how: StopReason }

/** Pausing keeps what has arrived, cancelling does not. */
export type StopReason = 'pause' | 'cancel'

export interface ShelfChannel {
  /** Tells the other tabs; this one does not hear itself. */
  post(message: ShelfMessage): void
  /** Registers the one listener. */
  listen(listener: (message: ShelfMessage) => void): void
}

/** A channel to the workers of the same origin. Both ends are this very code, or another version of it that is told nothing else. */
export function openChannel(): ShelfChannel {
  const channel = opened()
  // Where the browser allows none, no other tab shares what is kept.
  if (channel === undefined) return { post() {}, listen() {} }
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.onmessage = (event: MessageEvent<ShelfMessage>) => listener(event.data)
    },
  }
}

function opened(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('clearcut-shelf')
  } catch {
    return undefined
  }
}
