import { isObjectLike, type ObjectLike } from './objectLike.ts'

/** What goes wrong before a dialect is asked, in the form of the dialect whose address was called. */
export function errorBody(path: string, code: string, message: string): ObjectLike {
  if (path.startsWith('/v1.0')) return { errors: [{ title: message, code: code.replaceAll('-', '_') }] }
  if (/^\/(?:v1|runware|ws)(?:\/|$)/.test(path)) return { errors: [{ code: camel(code), message, type: 'request' }] }
  return { detail: message }
}

function camel(code: string): string {
  return code.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Status and words of an error that Fastify or one of its parsers has thrown; an unexpected one says nothing of itself. */
export function toldOf(error: unknown): { status: number; code: string; message: string } {
  const status = isObjectLike(error) && typeof error['statusCode'] === 'number' ? error['statusCode'] : 500
  if (status >= 500) return { status: 500, code: 'internal', message: 'Clearcut made a mistake while answering.' }
  const message = error instanceof Error ? error.message.slice(0, 200) : 'The request cannot be understood.'
  return { status, code: codes[status] ?? 'invalid-request', message }
}

const codes: Readonly<Record<number, string>> = {
  400: 'invalid-request',
  408: 'request-timeout',
  413: 'file-too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  429: 'rate-limit-exceeded',
}

/** What the system calls an error: `ENOSPC`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
