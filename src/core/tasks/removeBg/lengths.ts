import type { Length } from '#core/composition.ts'
import type { Task } from '#core/tasks/task.ts'

type Composed = Task['composition']

/** Largest margins that remove.bg knows. */
const largest = { px: 500, '%': 50 } as const

/** `100px`, `10%` or a bare number of pixels. */
function lengthOf(text: string): Length | undefined {
  const [, digits, unit] = /^(\d{1,6}(?:\.\d{1,4})?)(px|%)?$/.exec(text) ?? []
  if (digits === undefined) return undefined
  return { value: Number(digits), unit: unit === '%' ? '%' : 'px' }
}

function lengthsOf(text: string): Length[] | undefined {
  const all = text.trim().split(/\s+/).map(lengthOf)
  const known = all.filter((length) => length !== undefined)
  return known.length === all.length ? known : undefined
}

/** Two corners, left upper and right lower; no share beyond 100 %. Ends that are the wrong way round are no region. */
export function regionOf(text: string): Composed['region'] {
  const lengths = lengthsOf(text)
  const [left, top, right, bottom] = lengths ?? []
  if (lengths?.length !== 4 || left === undefined || top === undefined || right === undefined || bottom === undefined)
    return undefined
  if (lengths.some(({ value, unit }) => unit === '%' && value > 100)) return undefined
  const isOrdered = (from: Length, to: Length) => from.unit !== to.unit || from.value < to.value
  return isOrdered(left, right) && isOrdered(top, bottom) ? { left, top, right, bottom } : undefined
}

/** One margin for all sides, two for above and below and for left and right, or four clockwise from above. */
export function marginsOf(text: string): Composed['crop'] {
  const lengths = lengthsOf(text)
  if (lengths === undefined || lengths.some(({ value, unit }) => value > largest[unit])) return undefined
  const [first, second, third, fourth] = lengths
  if (first === undefined) return undefined
  if (lengths.length === 1) return { top: first, right: first, bottom: first, left: first }
  if (second === undefined) return undefined
  if (lengths.length === 2) return { top: first, right: second, bottom: first, left: second }
  if (lengths.length !== 4 || third === undefined || fourth === undefined) return undefined
  return { top: first, right: second, bottom: third, left: fourth }
}

/** `original`, or percent of the canvas. */
export function scaleOf(text: string): 'original' | number | undefined {
  if (text.trim() === 'original') return 'original'
  const [, digits] = /^\s*(\d{1,3})%\s*$/.exec(text) ?? []
  const percent = Number(digits)
  return percent >= 10 && percent <= 100 ? percent : undefined
}

/** `original`, `center`, or percent of the room that is left: one for both directions, or first across, then down. */
export function positionOf(text: string): 'original' | NonNullable<Composed['position']> | undefined {
  const word = text.trim()
  if (word === 'original') return 'original'
  if (word === 'center') return { xPercent: 50, yPercent: 50 }
  const lengths = lengthsOf(word)
  if (lengths === undefined || lengths.length > 2) return undefined
  if (lengths.some(({ value, unit }) => unit !== '%' || value > 100)) return undefined
  const [x, y = x] = lengths
  return x === undefined || y === undefined ? undefined : { xPercent: x.value, yPercent: y.value }
}
