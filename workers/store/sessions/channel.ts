import type { SessionNews } from '#core/sessions/sessionWorker.ts'

export interface SessionChannel {
  /** Tells the other tabs; this one does not hear itself. */
  post(news: SessionNews): void
  /** Registers the one listener. */
  listen(listener: (news: SessionNews) => void): void
}

/** A channel to the session workers of other tabs. Both ends are this very code, or another version of it that is told nothing else. */
export function openSessionChannel(): SessionChannel {
  try {
    const channel = new BroadcastChannel('clearcut-sessions')
    return {
      post: (news) => channel.postMessage(news),
      listen: (listener) => {
        channel.onmessage = (event: MessageEvent<SessionNews>) => listener(event.data)
      },
    }
  } catch {
    // Where the browser allows none, no other tab shares what is kept.
    return { post() {}, listen() {} }
  }
}
