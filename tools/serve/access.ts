import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isLoopback, type ServeOptions } from './options.ts'

export type Access = Pick<ServeOptions, 'token' | 'host' | 'allowOrigins'>

/** Why a request may not come in, or undefined where it may; the token is asked for apart. */
export function refusalOf(request: FastifyRequest, { host, allowOrigins }: Access): string | undefined {
  const name = hostName(request.headers.host)
  // A page of another site can make its own name stand for this machine; the name that it then calls gives it away.
  if (isLoopback(host) && !isLoopback(name)) return 'This server answers to its own name only.'
  const { origin } = request.headers
  if (origin === undefined || allowOrigins.includes(origin)) return undefined
  if (URL.canParse(origin) && new URL(origin).host === request.headers.host) return undefined
  return 'Pages of this origin may not call: start the server with --allow-origin.'
}

/** Whether this is the token, or none is needed. */
export function isToken(given: string | undefined, { token }: Access): boolean {
  if (token === undefined) return true
  if (given === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}

/** The token as each of the services' clients sends it. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  const [, , authorization] = /^(Bearer|Key)\s+(.+)$/i.exec(headers.authorization ?? '') ?? []
  const key = headers['x-api-key']
  return authorization ?? (typeof key === 'string' ? key : undefined)
}

/** Who calls, as far as fairness and limits need to know. */
export function clientOf(request: FastifyRequest): string {
  return request.ip
}

/** This server's address as the caller knows it. */
export function baseOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/, '')
}
