import { say } from '#core/say.ts'

/** What is wrong with an address that a person wants models to come from. */
export type MirrorFault = 'not-an-address' | 'not-safe' | 'not-allowed'

/** The base address of a mirror, with a slash at the end, or why it cannot be one. */
export type Mirror = { ok: true; url: string } | { ok: false; fault: MirrorFault }

/** What a person is told of a fault. */
export function mirrorFaultInWords(fault: MirrorFault): string {
  return say(`catalogue.mirror.${fault}`)
}

/**
 * Reads the address of a mirror as a person types it. `hosts` are what the policy allows beside the app's own origin, as
 * Content-Security-Policy writes them (`https://a.example`, `https://*.a.example`).
 */
export function readMirror(text: string, { appUrl, hosts }: { appUrl: string; hosts: readonly string[] }): Mirror {
  const trimmed = text.trim()
  const url = URL.parse(/^[\w.-]+\.[a-z]{2,}(?:[/:]|$)/i.test(trimmed) ? `https://${trimmed}` : trimmed)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return { ok: false, fault: 'not-an-address' }
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !isHere) return { ok: false, fault: 'not-safe' }
  const isAllowed = url.origin === new URL(appUrl).origin || hosts.some((host) => allows(host, url))
  if (!isAllowed) return { ok: false, fault: 'not-allowed' }
  url.search = ''
  url.hash = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return { ok: true, url: url.href }
}

/** Whether a host of the policy covers the address. */
function allows(host: string, { origin, protocol, hostname, port }: URL): boolean {
  const [scheme, domain] = host.split('://*.')
  if (domain === undefined) return host === origin
  return `${scheme}:` === protocol && port === '' && hostname.endsWith(`.${domain}`)
}
