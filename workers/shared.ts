import { sharedCacheName, sharedNameHeader } from '#core/sharedCache.ts'

/** Keeps the files of a form that another app has sent. */
export async function keepShared(form: FormData): Promise<void> {
  const files = form.getAll('photos').filter((part) => part instanceof File)
  const cache = await caches.open(sharedCacheName)
  for (const [index, file] of files.entries()) {
    const headers = { 'content-type': file.type, [sharedNameHeader]: encodeURIComponent(file.name) }
    await cache.put(`shared/${Date.now()}-${index}`, new Response(file, { headers }))
  }
}
