import type { Source } from './task.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/**
 * A picture as the services let people write it: the UUID of an upload, an http or https address, a data URI, or bare base64. Undefined
 * where the text is none of these.
 */
export function sourceOfText(text: string): Source | undefined {
  const trimmed = text.trim()
  if (uuid.test(trimmed)) return { kind: 'kept', id: trimmed.toLowerCase() }
  if (/^https?:/i.test(trimmed)) return URL.canParse(trimmed) ? { kind: 'url', url: trimmed } : undefined
  if (/^data:/i.test(trimmed)) return ofDataUri(trimmed)
  return ofBase64(trimmed)
}

function ofDataUri(text: string): Source | undefined {
  const comma = text.indexOf(',')
  if (comma < 0 || !/;base64$/i.test(text.slice(0, comma))) return undefined
  return ofBase64(text.slice(comma + 1))
}

/** Line breaks are allowed, as many encoders put them in; the alphabet of addresses is, too. */
function ofBase64(text: string): Source | undefined {
  const base64 = text
    .replace(/[\r\n\t ]+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  // The shortest picture that exists has more bytes than this.
  if (base64.length < 24 || base64.replace(/=+$/, '').length % 4 === 1) return undefined
  return isBase64(base64) ? { kind: 'data', base64 } : undefined
}

/** In steps: one pattern over a hundred megabytes overruns the stack of some engines. */
function isBase64(text: string): boolean {
  const stepChars = 65_536
  const end = text.replace(/={1,2}$/, '').length
  for (let at = 0; at < end; at += stepChars)
    if (!/^[A-Za-z0-9+/]*$/.test(text.slice(at, Math.min(end, at + stepChars)))) return false
  return true
}
