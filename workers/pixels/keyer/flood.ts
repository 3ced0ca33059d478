/** States of a pixel while keying; the same array becomes the alpha in the end. */
const unknown = 1
export const backdrop = 0
export const subject = 255

/** A stack of pixel indices that grows as needed. */
class IndexStack {
  #items = new Int32Array(4096)
  #size = 0

  push(index: number): void {
    if (this.#size === this.#items.length) {
      const larger = new Int32Array(this.#items.length * 2)
      larger.set(this.#items)
      this.#items = larger
    }
    this.#items[this.#size++] = index
  }

  pop(): number | undefined {
    return this.#size === 0 ? undefined : this.#items[--this.#size]
  }
}

/** Runs of a filled area: first and last index of each, in pairs. */
type OnRun = (first: number, last: number) => void

/** Fills the 4-connected area around a start with `to`, run by run. `inside` must turn false for pixels that are filled. */
function fillFrom(
  start: number,
  width: number,
  state: Uint8Array,
  to: number,
  inside: (index: number) => boolean,
  onRun?: OnRun,
) {
  const stack = new IndexStack()
  stack.push(start)
  for (let seed = stack.pop(); seed !== undefined; seed = stack.pop()) {
    if (!inside(seed)) continue
    const rowStart = seed - (seed % width)
    let first = seed
    let last = seed
    while (first > rowStart && inside(first - 1)) first--
    while (last < rowStart + width - 1 && inside(last + 1)) last++
    state.fill(to, first, last + 1)
    onRun?.(first, last)
    for (const shift of [-width, width]) {
      const from = first + shift
      if (from < 0 || from >= state.length) continue
      let open = false
      for (let index = from; index <= last + shift; index++) {
        const fits = inside(index)
        if (fits && !open) stack.push(index)
        open = fits
      }
    }
  }
}

/**
 * Marks as backdrop everything that is connected to the photo's border through pixels within `limit` of it; the rest stays
 * `subject`, for the time being also the inside of a ring.
 */
export function floodFromBorder(
  distances: Uint8Array,
  width: number,
  height: number,
  limit: number,
): Uint8Array<ArrayBuffer> {
  const state = new Uint8Array(width * height).fill(subject)
  const inside = (index: number) => state[index] === subject && (distances[index] ?? 255) <= limit
  const start = (index: number) => {
    if (inside(index)) fillFrom(index, width, state, backdrop, inside)
  }
  for (let x = 0; x < width; x++) {
    start(x)
    start((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    start(y * width)
    start(y * width + width - 1)
  }
  return state
}

/** Marks as backdrop what is connected to these places, too. */
export function floodFrom(
  places: Iterable<number>,
  state: Uint8Array,
  { distances, width, limit }: { distances: Uint8Array; width: number; limit: number },
): void {
  const inside = (index: number) => state[index] === subject && (distances[index] ?? 255) <= limit
  for (const index of places) if (inside(index)) fillFrom(index, width, state, backdrop, inside)
}

/** Calls with the runs (first and last index, in pairs) of each connected area of subject pixels within `limit` of the backdrop. */
export function forEachEnclosed(
  state: Uint8Array,
  { distances, width, limit }: { distances: Uint8Array; width: number; limit: number },
  act: (runs: number[]) => void,
): void {
  const inside = (index: number) => state[index] === subject && (distances[index] ?? 255) <= limit
  const areas: number[][] = []
  for (let index = 0; index < state.length; index++) {
    if (!inside(index)) continue
    const runs: number[] = []
    fillFrom(index, width, state, unknown, inside, (first, last) => runs.push(first, last))
    areas.push(runs)
  }
  for (const runs of areas) {
    for (let at = 0; at < runs.length; at += 2) state.fill(subject, runs[at] ?? 0, (runs[at + 1] ?? -1) + 1)
  }
  for (const runs of areas) act(runs)
}

/** What makes a leftover island of subject pixels mere dirt. */
export interface Dirt {
  /** Islands of at most this many pixels are dirt. */
  area: number
  /** Larger islands are dirt too while none of their pixels is farther than this from the backdrop. */
  peak: number
}

/** Turns islands that are grain, JPEG blocks or faint smudges back into backdrop. */
export function removeDirt(state: Uint8Array, distances: Uint8Array, width: number, dirt: Dirt): void {
  const isSubject = (index: number) => state[index] === subject
  const isSeen = (index: number) => state[index] === unknown
  for (let index = 0; index < state.length; index++) {
    if (!isSubject(index)) continue
    let area = 0
    let peak = 0
    fillFrom(index, width, state, unknown, isSubject, (first, last) => {
      area += last - first + 1
      for (let i = first; i <= last; i++) peak = Math.max(peak, distances[i] ?? 0)
    })
    if (area <= dirt.area || peak <= dirt.peak) fillFrom(index, width, state, backdrop, isSeen)
  }
  for (let index = 0; index < state.length; index++) if (state[index] === unknown) state[index] = subject
}
