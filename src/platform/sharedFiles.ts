import { sharedCacheName, sharedNameHeader } from '#core/sharedCache.ts'

/** Photos that another app has shared with this one since they were asked for last, in their order. They are here once. Never rejects. */
export async function takeSharedFiles(): Promise<File[]> {
  const isShared = new URLSearchParams(location.search).has('shared')
  if (!isShared) return []
  // A reload must not look like another share.
  history.replaceState(history.state, '', location.pathname)
  try {
    const cache = await caches.open(sharedCacheName)
    const files: File[] = []
    for (const request of await cache.keys()) {
      const response = await cache.match(request)
      if (response !== undefined) files.push(await fileOf(response))
      await cache.delete(request)
    }
    return files
  } catch {
    return []
  }
}

async function fileOf(response: Response): Promise<File> {
  const blob = await response.blob()
  return new File([blob], nameOf(response.headers.get(sharedNameHeader)), { type: blob.type })
}

function nameOf(header: string | null): string {
  const name = header === null ? '' : decodeURIComponent(header)
  return name === '' ? 'shared.jpg' : name
}
