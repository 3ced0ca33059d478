/// <reference lib="webworker" />
const cacheName = 'clearcut-words'

/** The language of a file of messages, as the build names them: `assets/words-de-later-1a2b3c.js`; undefined for other files. */
export function languageOfWords(address: string): string | undefined {
  return /\bassets\/words-([a-z]+)-/.exec(address)?.[1]
}

/** Words in a language that was chosen by hand: kept once they have been fetched, so that they are there without a network, too. */
export async function answerWords(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName).catch(() => undefined)
  const kept = await cache?.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  // A device without room goes on with what came.
  if (response.ok) await cache?.put(request, response.clone()).catch(() => {})
  return response
}
