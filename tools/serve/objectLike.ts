export type ObjectLike = Record<string, unknown>

/** Whether fields may be read of it. */
export function isObjectLike(value: unknown): value is ObjectLike {
  return typeof value === 'object' && value !== null
}
