/** Calls once the page has loaded and has nothing to do, or after this long in any case. */
export function whenIdle(call: () => void, latestMs = 3000): void {
  const wait = () => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) requestIdleCallback(call, { timeout: latestMs })
    else setTimeout(call, latestMs / 10)
  }
  if (document.readyState === 'complete') wait()
  else addEventListener('load', wait, { once: true })
}
