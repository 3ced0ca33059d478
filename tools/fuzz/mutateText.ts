import type { Random } from './random.ts'

const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\u0000',
  '\ud800',
  '1e999',
  'null',
  '\\u0000',
  '<script>',
]

/** A text with one to five pieces put in, taken out or cut off. */
export function mutatedText(text: string, random: Random): string {
  let changed = text
  for (let left = 1 + random.below(5); left > 0; left -= 1) {
    const at = random.below(changed.length + 1)
    const kind = random.below(3)
    if (kind === 0) changed = changed.slice(0, at) + random.pick(pieces) + changed.slice(at)
    else if (kind === 1) changed = changed.slice(0, at) + changed.slice(at + random.below(40))
    else if (random.below(4) === 0) changed = changed.slice(0, at)
  }
  return changed
}
