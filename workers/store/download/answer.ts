import { retryAfterMs } from './backoff.ts'

/** What is known of the file before a request, and what of it is already there. */
export interface Expectation {
  /** Bytes that are there; the request asked for those that follow. */
  haveBytes: number
  /** Strong ETag that the bytes came with; undefined where there was none or they came from another address. */
  etag: string | undefined
  totalBytes: number | undefined
}

/** What a response means for the download. */
export type Answer =
  /** The body is the whole file. */
  | { kind: 'whole'; etag: string | undefined; totalBytes: number | undefined }
  /** The body is what was missing. */
  | { kind: 'rest'; etag: string | undefined; totalBytes: number }
  /** All bytes are there. */
  | { kind: 'complete' }
  /** The file behind the address is another one by now: what is there is worth nothing. */
  | { kind: 'changed' }
  /** Worth another try, after so many milliseconds where the server says. */
  | { kind: 'retry'; afterMs: number | undefined; detail: string }
  /** This source does not have the file, or does not give it. */
  | { kind: 'absent'; detail: string }
  /** This source has something else under that address. */
  | { kind: 'wrong'; detail: string }

/**
 * Reads a response's status and headers.
 *
 * `If-Range` would make a server compare the ETags itself, but it makes the browser ask for permission first (a CORS preflight), which
 * the hub's CDN refuses. `Range` alone needs none; so the ETags are compared here, and the answer is the same.
 */
export function judge(response: Response, expected: Expectation): Answer {
  const { status, headers } = response
  const detail = `${status} from ${new URL(response.url || 'about:blank').host}`
  if (status === 416) return judgeRange(headers, expected, detail)
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: 'retry', afterMs: retryAfterMs(headers), detail }
  }
  if (status !== 200 && status !== 206) return { kind: 'absent', detail }
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) return { kind: 'wrong', detail: `a web page, ${detail}` }
  return status === 206 ? judgeRest(headers, expected, detail) : judgeWhole(headers, expected, detail)
}

function judgeWhole(headers: Headers, expected: Expectation, detail: string): Answer {
  const totalBytes = lengthOf(headers)
  if (totalBytes !== undefined && expected.totalBytes !== undefined && totalBytes !== expected.totalBytes) {
    return { kind: 'wrong', detail: `${totalBytes} bytes instead of ${expected.totalBytes}, ${detail}` }
  }
  return { kind: 'whole', etag: strongEtag(headers), totalBytes: totalBytes ?? expected.totalBytes }
}

function judgeRest(headers: Headers, expected: Expectation, detail: string): Answer {
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '')
  // Some servers do not let scripts read Content-Range: the length of the rest says the same.
  const length = lengthOf(headers)
  const from = range === null ? expected.haveBytes : Number(range[1])
  const total = range !== null ? Number(range[2]) : length === undefined ? undefined : from + length
  const totalBytes = total ?? expected.totalBytes
  const etag = strongEtag(headers)
  if (totalBytes === undefined || from !== expected.haveBytes) return { kind: 'changed' }
  if (etag !== undefined && expected.etag !== undefined && etag !== expected.etag) return { kind: 'changed' }
  if (expected.totalBytes !== undefined && totalBytes !== expected.totalBytes) {
    return { kind: 'wrong', detail: `${totalBytes} bytes instead of ${expected.totalBytes}, ${detail}` }
  }
  return { kind: 'rest', etag, totalBytes }
}

/** The range does not exist: either nothing is missing, or the file has become shorter. */
function judgeRange(headers: Headers, expected: Expectation, detail: string): Answer {
  const total = /^bytes \*\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]
  if (total !== undefined && Number(total) === expected.haveBytes) return { kind: 'complete' }
  return expected.haveBytes > 0 ? { kind: 'changed' } : { kind: 'absent', detail }
}

/** Content-Length, unless the body is compressed on the way: then it counts other bytes. */
function lengthOf(headers: Headers): number | undefined {
  const encoding = headers.get('content-encoding')
  if (encoding !== null && encoding !== 'identity') return undefined
  const length = headers.get('content-length')
  return length === null || !/^\d+$/.test(length) ? undefined : Number(length)
}

/** An ETag that promises the same bytes; a weak one promises only the same meaning. */
function strongEtag(headers: Headers): string | undefined {
  const etag = headers.get('etag')
  return etag?.startsWith('"') ? etag : undefined
}
