/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { languageFor } from '#core/languages.ts'
import { keepShared } from './shared.ts'
import { Versions } from './versions.ts'
import { answerWords, languageOfWords } from './wordsCache.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: ConstructorParameters<typeof Versions>[0] }
/** The headers of `tools/headers.ts`, put in by the build: those of folders and pages that others differ from, and those of all other files. */
declare const __HEADERS__: Readonly<{
  folders: readonly (readonly [string, Record<string, string>])[]
  other: Record<string, string>
}>

// Everything the app consists of is kept at the first visit, so that it works offline from then on. Of the words only those in the browser's
// language: others are kept when they are first fetched.
const versions = new Versions(
  self.__WB_MANIFEST.filter((entry) => isWanted(typeof entry === 'string' ? entry : entry.url)),
)
self.addEventListener('install', (event) => event.waitUntil(versions.install(event)))
self.addEventListener('activate', (event) => event.waitUntil(versions.tidy(event)))
clientsClaim()

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  // A new version waits until the person agrees.
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event: FetchEvent) => {
  const { request } = event
  if (isShare(request)) return event.respondWith(takeShare(request))
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  event.respondWith(answer(event))
  // A page that starts its workers has taken the place of the one before it.
  if (request.destination === 'worker') event.waitUntil(versions.tidy(event).catch(() => {}))
})

/** Photos that another app hands to the installed one. */
function isShare({ method, url }: Request): boolean {
  return method === 'POST' && url === new URL('share', self.registration.scope).href
}

/** Keeps what was shared for the page that is opened now. Nothing of it goes to the host. */
async function takeShare(request: Request): Promise<Response> {
  await keepShared(await request.formData()).catch(() => {})
  return Response.redirect(new URL('./?shared', self.registration.scope), 303)
}

async function answer({ request, clientId }: FetchEvent): Promise<Response> {
  const kept = await versions.match(keptAddress(request.url), clientId).catch(() => undefined)
  return withHeaders(kept ?? (await fetched(request)), headersOf(request.url))
}

function fetched(request: Request): Promise<Response> {
  return languageOfWords(request.url) === undefined ? fetch(request) : answerWords(request)
}

function isWanted(address: string): boolean {
  const language = languageOfWords(address)
  return language === undefined || language === languageFor(self.navigator.languages)
}

/** The address under which a file is kept: no query, and the page's own name where a folder is asked for. */
function keptAddress(address: string): string {
  const url = new URL(address)
  return new URL(url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname, url).href
}

/** Only few workers may speak to other hosts, and only one page may stand in a frame. */
function headersOf(address: string): Readonly<Record<string, string>> {
  const { pathname } = new URL(address)
  const isWithin = (folder: string) => pathname.startsWith(new URL(folder, self.registration.scope).pathname)
  return __HEADERS__.folders.find(([folder]) => isWithin(folder))?.[1] ?? __HEADERS__.other
}

/** Adds our headers, so that hosts that cannot send them still give an isolated page, and with it threads, from the second load on. */
function withHeaders(response: Response, ours: Readonly<Record<string, string>>): Response {
  // Statuses without a body cannot be made anew with one, and a redirect (status 0) cannot be read.
  if ([0, 204, 205, 304].includes(response.status)) return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(ours)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
