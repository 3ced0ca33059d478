/**
 * Whether threads can share memory here. Asked of what is there: a page may be isolated, which threads need, in a browser that has no shared memory all
 * the same (WebKitGTK 2.50).
 */
export function canShareMemory(): boolean {
  return crossOriginIsolated && typeof SharedArrayBuffer === 'function'
}
