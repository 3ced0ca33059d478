/** Where shared photos wait for the page, and how it tells their names; the page reads the same in `platform/sharedFiles.ts`. */
const cacheName = 'clearcut-shared'
const nameHeader = 'x-name'

/** Keeps the files of a form that another app has sent. */
export async function keepShared(form: FormData): Promise<void> {
  const files = form.getAll('photos').filter((part) => part instanceof File)
  const cache = await caches.open(cacheName)
  for (const [index, file] of files.entries()) {
    const headers = { 'content-type': file.type, [nameHeader]: encodeURIComponent(file.name) }
    await cache.put(`shared/${Date.now()}-${index}`, new Response(file, { headers }))
  }
}
