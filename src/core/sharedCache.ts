/** The cache in which the service worker keeps what other apps have shared, until the page takes it. */
export const sharedCacheName = 'clearcut-shared'

/** The header in which a file's name stands there, percent-encoded. */
export const sharedNameHeader = 'x-name'
