import type { FastifyInstance, FastifyReply } from 'fastify'
import { nameStem } from '#core/names.ts'
import { statusOf } from '#core/tasks/taskReasons.ts'
import type { ServeContext } from './context.ts'
import { PictureError } from './tasks/pictures.ts'
import type { Kept } from './vault.ts'

/** The id in the last part of a file's address. */
export const place = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.[a-z]{3,5})?$/

/** Results and uploads under their unguessable addresses, which need no token; and the place that fal's uploads are put to. */
export function fileRoutes(
  app: FastifyInstance,
  { vault, pictures, options }: ServeContext,
  announced: Map<string, Announced>,
): void {
  app.get<{ Params: { name: string } }>('/files/:name', async ({ params }, reply) => {
    const id = place.exec(params.name)?.[1]
    const kept = id === undefined ? undefined : vault.find(id)
    if (kept === undefined) return await gone(reply)
    const ending = /\.[a-z0-9]{1,5}$/i.exec(kept.name)?.[0] ?? ''
    const shown = kept.type.startsWith('image/') && !kept.type.includes('svg') ? kept.type : 'application/octet-stream'
    return await reply
      .headers({
        'content-type': kept.type === 'application/zip' ? kept.type : shown,
        'content-length': kept.bytes,
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(nameStem(kept.name) + ending)}`,
        'cache-control': 'private, max-age=60',
        'access-control-allow-origin': '*',
      })
      .send(vault.stream(kept))
  })

  app.put<{ Params: { name: string } }>('/files/:name', async ({ params, body }, reply) => {
    const id = place.exec(params.name)?.[1] ?? ''
    const file = announced.get(id)
    if (file === undefined || file.expiresAt < Date.now()) return await gone(reply)
    if (!Buffer.isBuffer(body)) return await reply.code(400).send({ detail: 'The body must be the file itself.' })
    try {
      announced.delete(id)
      const expiresAt = Date.now() + 1000 * options.ttlSeconds
      await pictures.keep(body, file.name, expiresAt, id)
      return await reply.code(200).send({})
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      return await reply.code(statusOf(error.reason)).send({ detail: error.message })
    }
  })
}

/** A file that was announced and is awaited. */
export interface Announced {
  name: string
  expiresAt: number
  /** What has come of it, by number from 1 on, where it comes in parts. */
  parts?: Map<number, Kept>
}

export async function gone(reply: FastifyReply): Promise<FastifyReply> {
  return await reply.code(404).send({ detail: 'There is no such file, or no longer.' })
}
