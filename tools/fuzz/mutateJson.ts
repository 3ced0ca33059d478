import type { Random } from './random.ts'

/** Values that are of another kind, size or meaning than what stood there. */
const strange: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 4294967296],
  ...[
    '',
    ' ',
    '0',
    '-1',
    'NaN',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '../../etc/passwd',
    '\u0000',
    '\ud800',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'https://[::1]/',
    'data:image/png;base64,AAAA',
    '\u202egnp.exe',
    'a'.repeat(5000),
  ],
  ...[[], {}, [[]], [null], { length: 1e9 }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
]

function strangeOne(random: Random): unknown {
  // A copy: what is changed further must not change the others.
  return structuredClone(random.pick(strange))
}

/** Deeper than any recursion of ours should go without noticing. */
const deepest = 20_000

/** The value with one to four of its parts changed: replaced, left out, doubled, moved, or named otherwise. */
export function mutatedJson(value: unknown, random: Random): unknown {
  let changed: unknown = structuredClone(value)
  for (let left = 1 + random.below(4); left > 0; left -= 1) changed = changedOnce(changed, random)
  return changed
}

function changedOnce(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.below(12) === 0) return replaced(value, random)
  if (Array.isArray(value)) {
    const list: unknown[] = value
    const at = random.below(list.length + 1)
    const part = list[at]
    const kind = random.below(4)
    if (kind === 0) list.splice(at, 1)
    else if (kind === 1) list.splice(at, 0, part ?? strangeOne(random))
    else if (list.length > 0) list[random.below(list.length)] = changedOnce(part, random)
    return list
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return replaced(value, random)
  const at = random.below(entries.length)
  const [key, part] = entries[at] ?? ['', undefined]
  const kind = random.below(6)
  if (kind === 0) entries.splice(at, 1)
  else if (kind === 1) entries.push([String(strangeOne(random)), strangeOne(random)])
  else if (kind === 2) entries[at] = [`${key}${random.below(3) === 0 ? '\u0000' : 's'}`, part]
  else entries[at] = [key, changedOnce(part, random)]
  return Object.fromEntries(entries)
}

function replaced(value: unknown, random: Random): unknown {
  if (typeof value === 'number' && random.below(2) === 0) return value * (random.next() * 4 - 2)
  if (typeof value === 'string' && random.below(2) === 0) return value.slice(0, random.below(value.length + 1))
  if (random.below(200) === 0) return nested()
  return strangeOne(random)
}

/** An array in an array in an array, and so on. */
function nested(): unknown {
  let value: unknown = []
  for (let depth = 0; depth < deepest; depth += 1) value = [value]
  return value
}

/** As JSON; nothing where it is nested deeper than `JSON.stringify` goes. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '['.repeat(deepest) + ']'.repeat(deepest)
  }
}
