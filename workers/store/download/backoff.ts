/** How long to wait between tries. */
export interface Patience {
  /** Wait after the first failure; doubles with each one that follows. */
  firstDelayMs: number
  longestDelayMs: number
  /** Failures in a row, without a byte between them, after which a source is given up. */
  tries: number
  /** A connection that brings no byte for this long counts as lost. */
  stallMs: number
}

/** About two minutes of trying. */
export const usualPatience: Patience = { firstDelayMs: 500, longestDelayMs: 30_000, tries: 9, stallMs: 30_000 }

/** No server is waited for longer than this at its own request; it is then left for another time. */
export const longestRetryAfterMs = 5 * 60_000

/**
 * The wait after the n-th failure in a row (from 1), in milliseconds: exponential, with a random part so that many clients which were
 * turned away together do not come back together.
 */
export function backoffMs(
  failures: number,
  { firstDelayMs, longestDelayMs }: Patience,
  random = Math.random(),
): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1))
  return full / 2 + (full / 2) * random
}

/**
 * What a server asks for: `Retry-After` in seconds or as a date, or the `t=` (seconds until the window ends) of a `RateLimit` header,
 * which the hub sends. Undefined where it asks for nothing. In milliseconds from `now`.
 */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const asked = headers.get('retry-after')?.trim()
  if (asked !== undefined && /^\d+$/.test(asked)) return Number(asked) * 1000
  const date = asked === undefined ? Number.NaN : Date.parse(asked)
  if (!Number.isNaN(date)) return Math.max(0, date - now)
  const window = /(?:^|;)\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]
  return window === undefined ? undefined : Number(window) * 1000
}
