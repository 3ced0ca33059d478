import type { FastifyInstance } from 'fastify'
import { statusOf } from '#core/tasks/taskReasons.ts'
import type { ServeContext } from './context.ts'
import { type Announced, gone, place } from './fileRoutes.ts'
import { PictureError } from './tasks/pictures.ts'

/** Of one file; fal's client sends 10 MB in each. */
const mostParts = 200

/** Files that come in parts, as fal's client sends those above 90 MB: each part is put under its number, then the file is said to be whole. */
export function filePartRoutes(
  app: FastifyInstance,
  { vault, pictures, options }: ServeContext,
  announced: Map<string, Announced>,
): void {
  const awaited = (name: string) => {
    const id = place.exec(name)?.[1] ?? ''
    const file = announced.get(id)
    return file === undefined || file.expiresAt < Date.now() ? undefined : { id, file }
  }

  app.put<{ Params: { name: string; part: string } }>('/files/:name/:part', async ({ params, body }, reply) => {
    const found = awaited(params.name)
    const number = /^[1-9]\d{0,3}$/.test(params.part) ? Number(params.part) : Number.NaN
    if (found === undefined || !(number <= mostParts)) return await gone(reply)
    if (!Buffer.isBuffer(body)) return await reply.code(400).send({ detail: 'The body must be the part itself.' })
    const { file } = found
    file.parts ??= new Map()
    const before = file.parts.get(number)
    const others = [...file.parts.values()].reduce((sum, { bytes }) => sum + bytes, 0) - (before?.bytes ?? 0)
    if (others + body.length > pictures.maxBytes)
      return await reply.code(413).send({ detail: `A picture has at most ${pictures.maxBytes} bytes.` })
    file.parts.set(number, await vault.put(body, { name: '', type: '', expiresAt: file.expiresAt }))
    if (before !== undefined) await vault.remove(before.id)
    return { partNumber: number, etag: String(number) }
  })

  app.post<{ Params: { name: string } }>('/files/:name/complete', async ({ params }, reply) => {
    const found = awaited(params.name)
    if (found?.file.parts === undefined) return await gone(reply)
    const { id, file } = found
    const parts = [...found.file.parts].sort(([one], [other]) => one - other).map(([, part]) => part)
    announced.delete(id)
    try {
      const bytes = Buffer.concat(await Promise.all(parts.map((part) => vault.read(part))))
      await pictures.keep(bytes, file.name, Date.now() + 1000 * options.ttlSeconds, id)
      return {}
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      return await reply.code(statusOf(error.reason)).send({ detail: error.message })
    } finally {
      await Promise.all(parts.map((part) => vault.remove(part.id)))
    }
  })
}
