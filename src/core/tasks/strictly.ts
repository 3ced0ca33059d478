import * as z from 'zod/mini'

/** The same schema, but that none of its objects, however deep, may have a key that it does not name. */
export function strictly<Schema extends z.core.$ZodType>(schema: Schema): Schema {
  // Only unknown keys are treated otherwise: what is understood has the same type.
  return strict(schema) as Schema
}

function strict(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodMiniObject) {
    const parts = Object.entries<z.core.$ZodType>(schema.def.shape).map(([key, part]) => [key, strict(part)] as const)
    return z.strictObject(Object.fromEntries(parts))
  }
  if (schema instanceof z.ZodMiniUnion || schema instanceof z.ZodMiniDiscriminatedUnion)
    return z.clone(schema, { ...schema.def, options: schema.def.options.map(strict) })
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniExactOptional)
    return z.clone(schema, { ...schema.def, innerType: strict(schema.def.innerType) })
  return schema
}
