import type { z } from 'zod'

/** One thing that is wrong with a request. */
export interface Problem {
  /** Where: `settings.rgba.3`. Empty for the request as a whole. */
  path: readonly (string | number)[]
  kind: 'missing' | 'unknown' | 'type' | 'value' | 'range'
  /** The value that was given, shortened; absent where there was none. */
  value?: string
  /** One sentence that names the field, its value and what is allowed. */
  message: string
  /** What is allowed, where that can be listed. */
  allowed?: readonly string[]
  min?: number
  max?: number
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

/** The value as the schema understands it, or all that is wrong with it. */
export function parsed<S extends z.ZodType>(schema: S, value: unknown): Parsed<z.output<S>> {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, problems: result.error.issues.flatMap(problemsOf) }
}

export function fieldOf({ path }: Pick<Problem, 'path'>): string {
  return path.join('.')
}

/** Longest part of a value that is repeated: an answer or a log must not carry a photo about. */
const longestValue = 60

export function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : written(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Nested deeper than the stack is: no request of ours is.
    return typeof value
  }
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  const name = path.length === 0 ? 'the request' : `“${path.join('.')}”`
  const given = issue.input === undefined ? undefined : shortened(issue.input)
  const value = given === undefined ? {} : { value: given }
  const was = given === undefined ? '' : `, not “${given}”`
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const field = [...path, key]
        return { path: field, kind: 'unknown', message: `“${shortened(field.join('.'))}” is not a known parameter.` }
      })
    case 'invalid_type': {
      if (issue.input === undefined) return [{ path, kind: 'missing', message: `${name} is required.` }]
      return [{ path, kind: 'type', ...value, message: `${name} must be of type ${issue.expected}${was}.` }]
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      if (issue.input === undefined)
        return [{ path, kind: 'missing', allowed, message: `${name} is required: one of ${allowed.join(', ')}.` }]
      return [
        { path, kind: 'value', ...value, allowed, message: `${name} must be one of ${allowed.join(', ')}${was}.` },
      ]
    }
    case 'too_small': {
      const min = Number(issue.minimum)
      return [
        { path, kind: 'range', ...value, min, message: `${name} must be at least ${min}${unit(issue.origin)}${was}.` },
      ]
    }
    case 'too_big': {
      const max = Number(issue.maximum)
      return [
        { path, kind: 'range', ...value, max, message: `${name} must be at most ${max}${unit(issue.origin)}${was}.` },
      ]
    }
    case 'invalid_union': {
      if (issue.input === undefined) return [{ path, kind: 'missing', message: `${name} is required.` }]
      // Where only one of the choices is of this kind at all, what is wrong lies within it.
      const [meant, ...others] = issue.errors.filter((each) => each.every(isWithin))
      if (meant !== undefined && others.length === 0)
        return meant.flatMap((each) => problemsOf({ ...each, path: [...issue.path, ...each.path] }))
      const inner = issue.errors.flat().flatMap((each) => problemsOf(each))
      const allowed = [...new Set([...allowedKinds(issue), ...inner.flatMap((each) => each.allowed ?? [])])]
      const list = allowed.length > 0 ? { allowed } : {}
      const words = allowed.length > 0 ? `one of ${allowed.join(', ')}` : 'of another type'
      return [{ path, kind: 'value', ...value, ...list, message: `${name} must be ${words}${was}.` }]
    }
    case 'invalid_format':
      return [{ path, kind: 'value', ...value, message: `${name} must be ${formatWords(issue)}${was}.` }]
    default:
      return [{ path, kind: 'value', ...value, message: `${name}: ${issue.message}${was}.` }]
  }
}

function isWithin({ path, code }: z.core.$ZodIssue): boolean {
  return path.length > 0 || code === 'unrecognized_keys'
}

/** What may stand where the choice is told by one of the fields. */
function allowedKinds(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return 'options' in issue ? issue.options.map(String) : []
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' entries long' : ''
}

function formatWords({ format, message }: { format: string; message: string }): string {
  if (format === 'uuid') return 'a UUID v4'
  if (format === 'url') return 'an http or https address'
  return message.replace(/^Invalid string: must /, 'text that must ')
}
