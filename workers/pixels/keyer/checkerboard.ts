import type { Rgba } from './reduced.ts'

type Colour = readonly [number, number, number]

/** A painted checkerboard, as programs show transparency: squares of two colours in rows and columns. */
export interface Checkerboard {
  colours: readonly [Colour, Colour]
  /** Where its lines lie: the first one, and how far it is to the next, in pixels; across and down. */
  across: Lines
  down: Lines
  /** 0 or 1: which colour the square behind both first lines has. */
  parity: number
}

interface Lines {
  first: number
  step: number
}

/** Larger pictures were photographed, not painted. */
const maxPixels = 16e6
/** Share of the border that the two colours take together, and the rarer one of them. */
const [leastTogether, leastEach] = [0.55, 0.15]
/** How far they are apart, in colour levels: below nobody sees squares, above it is a game. */
const [leastContrast, mostContrast] = [5, 160]
const leastSquare = 3
/** Runs of one colour that have to be seen each way, and the share of them with the length of a square. */
const [leastRuns, leastRegular] = [6, 0.6]
/** Share of the border's pixels that have the colour of their square. */
const leastAgreement = 0.9

/** Finds the board on the border of a picture; undefined where there is none. */
export function findCheckerboard(photo: Rgba): Checkerboard | undefined {
  const { width, height } = photo
  if (width * height > maxPixels || Math.min(width, height) < 8 * leastSquare) return undefined
  const colours = twoColours(photo)
  if (colours === undefined) return undefined
  const classOf = classifier(photo, colours)
  const rows = [1, 3, height - 4, height - 2].map((y) => (x: number) => classOf(y * width + x))
  const columns = [1, 3, width - 4, width - 2].map((x) => (y: number) => classOf(y * width + x))
  const across = linesOf(rows, width)
  const down = linesOf(columns, height)
  if (across === undefined || down === undefined) return undefined
  const ratio = across.step / down.step
  if (ratio > 1.3 || ratio < 1 / 1.3) return undefined
  return withParity({ colours, across, down, parity: 0 }, photo, classOf)
}

/** Which of the two colours the board has at a pixel, 0 or 1. */
export function squareAt({ across, down, parity }: Checkerboard, x: number, y: number): number {
  const column = Math.floor((x + 0.5 - across.first) / across.step)
  const row = Math.floor((y + 0.5 - down.first) / down.step)
  return (((column + row + parity) % 2) + 2) % 2
}

/** How far a pixel's middle is from the next line of the board, in pixels. */
export function fromLine({ across, down }: Checkerboard, x: number, y: number): number {
  const off = (at: number, { first, step }: Lines) => {
    const share = (((at + 0.5 - first) % step) + step) % step
    return Math.min(share, step - share)
  }
  return Math.min(off(x, across), off(y, down))
}

function borderOf({ width, height }: Rgba): number[] {
  const places: number[] = []
  for (let x = 0; x < width; x++) places.push(width + x, (height - 2) * width + x)
  for (let y = 2; y < height - 2; y++) places.push(y * width + 1, y * width + width - 2)
  return places
}

/** The two most frequent colours of the border, where they are its colours. */
function twoColours(photo: Rgba): [Colour, Colour] | undefined {
  const cells = new Map<number, { count: number; sums: [number, number, number] }>()
  const places = borderOf(photo)
  for (const place of places) {
    const colour = colourAt(photo, place)
    const key = colour.reduce((sum, value) => sum * 64 + Math.round(value / 6), 0)
    const cell = cells.get(key) ?? { count: 0, sums: [0, 0, 0] as [number, number, number] }
    cell.count++
    for (let channel = 0; channel < 3; channel++)
      cell.sums[channel] = (cell.sums[channel] ?? 0) + (colour[channel] ?? 0)
    cells.set(key, cell)
  }
  const means = [...cells.values()]
    .sort((one, other) => other.count - one.count)
    .map(({ count, sums: [r, g, b] }): Colour => [r / count, g / count, b / count])
  const [first] = means
  const second = first && means.find((mean) => apart(mean, first) >= Math.max(leastContrast, 9))
  const faint = second ?? (first && means.find((mean) => apart(mean, first) >= leastContrast))
  if (first === undefined || faint === undefined || apart(first, faint) > mostContrast) return undefined
  const classOf = classifier(photo, [first, faint])
  const counts = [0, 0]
  for (const place of places) {
    const found = classOf(place)
    if (found >= 0) counts[found] = (counts[found] ?? 0) + 1
  }
  const [one = 0, other = 0] = counts
  const isBoard = one + other >= leastTogether * places.length && Math.min(one, other) >= leastEach * places.length
  return isBoard ? [first, faint] : undefined
}

/** 0 or 1 for a pixel near one of the two colours, -1 for others. */
function classifier(photo: Rgba, [one, other]: readonly [Colour, Colour]): (place: number) => number {
  const reach = Math.max(3, 0.4 * apart(one, other))
  return (place) => {
    const colour = colourAt(photo, place)
    const [toOne, toOther] = [apart(colour, one), apart(colour, other)]
    if (Math.min(toOne, toOther) > reach) return -1
    return toOne <= toOther ? 0 : 1
  }
}

/** The lines along one side, from where the colours change on a few rows (or columns). */
function linesOf(rows: readonly ((at: number) => number)[], length: number): Lines | undefined {
  const changes = rows.map((row) => changesOf(row, length))
  const runs = changes.flatMap((places) => places.slice(1).map((place, index) => place - (places[index] ?? 0)))
  if (runs.length < leastRuns) return undefined
  const step = [...runs].sort((one, other) => one - other)[runs.length >> 1] ?? 0
  const isRegular = (run: number) => Math.abs(run / step - Math.round(run / step)) * step <= Math.max(1.2, 0.12 * step)
  if (step < leastSquare || runs.filter((run) => run >= step / 2 && isRegular(run)).length < leastRegular * runs.length)
    return undefined
  return fitted(changes.flat(), step)
}

/** Where one of the two colours gives way to the other; blurred changes lie in their middle. */
function changesOf(row: (at: number) => number, length: number): number[] {
  const places: number[] = []
  let last = { found: -1, at: -9 }
  for (let at = 0; at < length; at++) {
    const found = row(at)
    if (found < 0) continue
    if (last.found >= 0 && last.found !== found && at - last.at <= 3) places.push((last.at + 1 + at) / 2)
    last = { found, at }
  }
  return places
}

/** Least squares of lines at equal steps, begun from a rough step and made finer as far as it reaches. */
function fitted(places: readonly number[], roughStep: number): Lines | undefined {
  const sorted = [...places].sort((one, other) => one - other)
  let lines: Lines = { first: sorted[0] ?? 0, step: roughStep }
  for (const reach of [8, 16, 32, 64, 1e9]) {
    const within = sorted.filter((place) => place - (sorted[0] ?? 0) <= reach * roughStep)
    const points = within.map((place) => ({ place, number: Math.round((place - lines.first) / lines.step) }))
    const count = points.length
    const meanNumber = points.reduce((sum, { number }) => sum + number, 0) / count
    const meanPlace = points.reduce((sum, { place }) => sum + place, 0) / count
    const spread = points.reduce((sum, { number }) => sum + (number - meanNumber) ** 2, 0)
    if (spread === 0) continue
    const step =
      points.reduce((sum, { place, number }) => sum + (number - meanNumber) * (place - meanPlace), 0) / spread
    if (Math.abs(step / roughStep - 1) > 0.3) return undefined
    lines = { step, first: meanPlace - step * meanNumber }
  }
  return lines
}

function withParity(board: Checkerboard, photo: Rgba, classOf: (place: number) => number): Checkerboard | undefined {
  let [seen, same] = [0, 0]
  for (const place of borderOf(photo)) {
    const [x, y] = [place % photo.width, Math.floor(place / photo.width)]
    const found = classOf(place)
    if (found < 0 || fromLine(board, x, y) < 1) continue
    seen++
    if (found === squareAt(board, x, y)) same++
  }
  if (seen === 0) return undefined
  if (same >= leastAgreement * seen) return board
  return same <= (1 - leastAgreement) * seen ? { ...board, parity: 1 } : undefined
}

function colourAt({ data }: Rgba, place: number): Colour {
  return [data[place * 4] ?? 0, data[place * 4 + 1] ?? 0, data[place * 4 + 2] ?? 0]
}

function apart(one: Colour, other: Colour): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}
