/**
 * Calls the listener with the number of requests of this page that went to another origin, whenever it grows.
 * Counted from the browser's own record, so that the figure says what happened and not what was meant to happen.
 */
export function watchOutsideRequests(listener: (count: number) => void): void {
  let count = 0
  // Without the record there is no figure of the page's own; its policy lets nothing out all the same.
  if (typeof PerformanceObserver === 'undefined') return
  const observer = new PerformanceObserver((list) => {
    const outside = list.getEntries().filter(({ name }) => isOutside(name)).length
    if (outside === 0) return
    count += outside
    listener(count)
  })
  observer.observe({ type: 'resource', buffered: true })
}

function isOutside(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^(?:https?|wss?):$/.test(url.protocol) && url.host !== location.host
}
