import type { FastifyRequest } from 'fastify'

/** What a request brought, whichever way it was written. */
export interface Form {
  fields: Record<string, unknown>
  files: Map<string, { bytes: Buffer; name: string }>
}

/** Reads JSON, a form, or a multipart request. Rejects where a part is too large, as the limits of the parser say. */
export async function formOf(request: FastifyRequest): Promise<Form> {
  const files: Form['files'] = new Map()
  if (!request.isMultipart()) {
    const { body } = request
    const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body)
    return { fields: isRecord ? { ...body } : {}, files }
  }
  const fields: Record<string, unknown> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      // An empty part without a name is what a browser sends for a file that was not chosen.
      Object.defineProperty(fields, part.fieldname, { value: part.value, enumerable: true, configurable: true })
      continue
    }
    const bytes = await part.toBuffer()
    if (part.filename === '' && bytes.length === 0) continue
    if (files.has(part.fieldname))
      throw Object.assign(new Error(`“${part.fieldname}” is given twice.`), { statusCode: 400 })
    files.set(part.fieldname, { bytes, name: part.filename || 'photo' })
  }
  return { fields, files }
}
