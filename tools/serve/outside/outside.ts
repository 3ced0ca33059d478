import { lookup as resolveName } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher, request } from 'undici'
import { bareHost, isAllowed, isPublicAddress, isWrittenOut } from './addresses.ts'

/** Why an address outside was not asked, or gave nothing. */
export class OutsideError extends Error {
  override name = 'OutsideError'
  readonly reason: 'input-refused' | 'input-unreachable' | 'input-too-large'

  constructor(reason: OutsideError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export interface OutsideOptions {
  allowUrls: readonly string[]
  /** Milliseconds for all of a request. */
  timeoutMs: number
  /** Tests resolve names as they like. */
  resolve?: typeof resolveName
}

const maxRedirects = 5

/** Asks addresses outside of this machine, and never one inside unless it was allowed by name. */
export class Outside {
  readonly #options: OutsideOptions
  /** Checks each address that a name stands for at the moment of connecting: a name that changes between two looks gains nothing. */
  readonly #guarded: Agent
  readonly #free = new Agent({ connect: { timeout: 10_000 } })

  constructor(options: OutsideOptions) {
    this.#options = options
    this.#guarded = new Agent({ connect: { timeout: 10_000, lookup: publicLookup(options.resolve ?? resolveName) } })
  }

  /** Fetches a picture, redirect by redirect. Throws an `OutsideError`. */
  async fetch(address: string, maxBytes: number): Promise<{ bytes: Buffer; name: string }> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs)
    let url = this.#checked(address)
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const response = await this.#ask(url, { method: 'GET', signal, headers: { accept: 'image/*,*/*;q=0.5' } })
      const { statusCode, headers, body } = response
      const location = [headers['location'] ?? []].flat()[0]
      if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
        await discard(body)
        url = this.#checked(location, url)
        continue
      }
      if (statusCode !== 200) {
        await discard(body)
        throw new OutsideError('input-unreachable', `${url.host} answered ${statusCode}.`)
      }
      return { bytes: await bounded(body, maxBytes, headers['content-length']), name: nameIn(url) }
    }
    throw new OutsideError('input-unreachable', `${url.host} redirects too often.`)
  }

  /** Sends something and tells the status. A redirect is not followed: whoever is to be told names the right address. */
  async send(address: string, method: 'POST' | 'PUT', body: Buffer, type: string): Promise<number> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs)
    const url = this.#checked(address)
    const headers = { 'content-type': type, 'user-agent': 'clearcut' }
    const response = await this.#ask(url, { method, signal, headers, body })
    await discard(response.body)
    return response.statusCode
  }

  /** Throws where an address may never be asked, before anything is. */
  check(address: string): void {
    this.#checked(address)
  }

  async close(): Promise<void> {
    await Promise.all([this.#guarded.destroy(), this.#free.destroy()])
  }

  #checked(address: string, base?: URL): URL {
    if (!URL.canParse(address, base)) throw new OutsideError('input-refused', 'This is no address.')
    const url = new URL(address, base)
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new OutsideError('input-refused', `Only http and https are fetched, not ${url.protocol.slice(0, 20)}`)
    if (url.username !== '' || url.password !== '')
      throw new OutsideError('input-refused', 'An address must not carry a user or a password.')
    if (isAllowed(url, this.#options.allowUrls)) return url
    const host = bareHost(url)
    if (isWrittenOut(host) && !isPublicAddress(host))
      throw new OutsideError('input-refused', `${host} is not a public address.`)
    return url
  }

  async #ask(url: URL, options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>): Promise<Dispatcher.ResponseData> {
    const dispatcher = isAllowed(url, this.#options.allowUrls) ? this.#free : this.#guarded
    try {
      return await request(url, { ...options, dispatcher })
    } catch (error) {
      const refused = refusedIn(error)
      if (refused !== undefined) throw refused
      throw new OutsideError('input-unreachable', `${url.host} cannot be reached (${codeOf(error)}).`)
    }
  }
}

/** Resolves a name and refuses it where any of its addresses is not public. */
function publicLookup(resolve: typeof resolveName): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const inside = found.find(({ address }) => !isPublicAddress(address))
      const [first] = found
      if (inside !== undefined || first === undefined) {
        const told = inside === undefined ? 'nothing' : inside.address
        return done(new OutsideError('input-refused', `${hostname} stands for ${told}, which is not public.`), '', 0)
      }
      return options.all === true ? done(null, found) : done(null, first.address, first.family)
    })
  }
}

async function bounded(body: Dispatcher.ResponseData['body'], maxBytes: number, stated: unknown): Promise<Buffer> {
  const tooLarge = () => new OutsideError('input-too-large', `It has more than ${maxBytes} bytes.`)
  const parts: Buffer[] = []
  let total = 0
  try {
    if (Number(stated) > maxBytes) throw tooLarge()
    for await (const part of body) {
      total += part.length
      if (total > maxBytes) throw tooLarge()
      parts.push(part)
    }
  } catch (error) {
    body.on('error', () => {}).destroy()
    if (error instanceof OutsideError) throw error
    throw new OutsideError('input-unreachable', `It broke off (${codeOf(error)}).`)
  }
  return Buffer.concat(parts)
}

async function discard(body: Dispatcher.ResponseData['body']): Promise<void> {
  body.on('error', () => {}).destroy()
}

/** The refusal of the lookup, which undici may wrap. */
function refusedIn(error: unknown): OutsideError | undefined {
  if (error instanceof OutsideError) return error
  const parts = error instanceof AggregateError ? error.errors : error instanceof Error ? [error.cause] : []
  return parts.map((part) => (part === undefined ? undefined : refusedIn(part))).find((each) => each !== undefined)
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** The last part of the path, for naming what is made of it; never used as a path. */
function nameIn(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 200)
  } catch {
    return last.slice(0, 200)
  }
}
