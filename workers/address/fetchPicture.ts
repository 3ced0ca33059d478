import { failure, type Outcome, success } from '#core/outcome.ts'
import type { FetchedPicture } from '#core/ports.ts'

/** How long a site may take, in milliseconds, and how many bytes a picture may have. */
const patienceMs = 60_000
const maxBytes = 300_000_000

/** Fetches what lies at an address, without saying who asks. Fails with `address-refused` or `address-no-picture`. */
export async function fetchPicture(address: string): Promise<Outcome<FetchedPicture>> {
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!response.ok) return failure('address-refused', `${response.status} ${response.statusText}`)
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return failure('address-refused', 'too large')
    const file = await response.blob()
    const start = await file.slice(0, 200).text()
    if (/^\s*(?:<!doctype html|<html|\{|\[)/i.test(start)) return failure('address-no-picture', file.type)
    return success({ file, status: response.status, answeredBy: new URL(response.url).host })
  } catch (error) {
    // A site that hands its pictures to no other page, one that is not there, and a host that the policy forbids look the same from here.
    return failure('address-refused', String(error))
  }
}
