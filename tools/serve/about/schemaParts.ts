import { z } from 'zod'

export type Json = Record<string, unknown>

/** The schema as its callers write it. */
export function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return json
}

const picture = { type: 'string', format: 'binary' }

/** A form: what stands as `part` in the schema is a file there. */
export function multipartOf(schema: z.ZodType): Json {
  const json = schemaOf(schema)
  const properties = Object.entries((json['properties'] ?? {}) as Record<string, Json>)
  const withFiles = properties.map(([name, field]) => [name, field['const'] === 'part' ? picture : field])
  return { ...json, properties: Object.fromEntries(withFiles) }
}

export const json = (schema: Json) => ({ 'application/json': { schema } })
export const answered = (description: string, content: Json = json({ type: 'object' })) => ({ description, content })
export const image = { 'image/png': { schema: picture } }
export const errors = {
  '400': answered('What is wrong, in the form of this dialect'),
  '401': answered('The token is missing or wrong'),
  '413': answered('The picture or the request is too large'),
  '429': answered('Too many requests; see Retry-After'),
  '503': answered('Too many tasks are waiting, or the server is stopping; see Retry-After'),
}

/** The fields of a query. */
export function parametersOf(schema: z.ZodType): Json[] {
  const { properties, required = [] } = schemaOf(schema) as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties ?? {}).map(([name, { description, ...field }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: field,
  }))
}
