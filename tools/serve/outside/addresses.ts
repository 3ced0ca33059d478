import ipaddr from 'ipaddr.js'

/** Public by their range, but of the machine's own provider all the same: Azure's wire server. */
const known = new Set(['168.63.129.16'])

/**
 * Whether an IP address is one of the public internet. Private, loopback, link-local (and with it the metadata services of clouds), shared,
 * reserved and multicast ranges are not, nor is IPv6 that only wraps such an IPv4 address or cannot be looked through.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return address.range() === 'unicast' && !known.has(address.toString())
}

/** The host of an address without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** Whether a host is an IP address that is written out. */
export function isWrittenOut(host: string): boolean {
  return ipaddr.isValid(host)
}

/** Whether this host was allowed by name: `name`, `name:port` or an address. */
export function isAllowed(url: URL, allowed: readonly string[]): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return allowed.some((each) => {
    const name = each.toLowerCase()
    return name === bareHost(url) || name === url.hostname || name === `${url.hostname}:${port}`
  })
}
