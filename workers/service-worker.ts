/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Parameters<typeof precache>[0] }
/** The headers of `tools/headers.ts`, put in by the build. */
declare const __HEADERS__: Readonly<Record<string, string>>

// Everything the app consists of is kept when it is visited first, so that it works offline from then on.
precache(self.__WB_MANIFEST)
cleanupOutdatedCaches()
clientsClaim()

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  // A new version waits until the person agrees.
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event: FetchEvent) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  event.respondWith(answer(request))
})

async function answer(request: Request): Promise<Response> {
  const kept = await matchPrecache(request.mode === 'navigate' ? 'index.html' : withoutQuery(request.url))
  return withHeaders(kept ?? (await fetch(request)))
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '')
}

/** Adds our headers, so that hosts that cannot send them still give an isolated page, and with it threads, from the second visit on. */
function withHeaders(response: Response): Response {
  // Statuses without a body cannot be made anew with one, and what is opaque cannot be read.
  if (response.status === 0 || response.status === 204 || response.status === 304) return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(__HEADERS__)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
