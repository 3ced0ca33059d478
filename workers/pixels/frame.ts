import type { Rect } from '#core/geometry.ts'
import type { RgbaPixels } from './resize/resize.ts'

/** Colour levels within which a border is of one colour, in lossy files, too. */
const plainWithin = 14
/** Share of a line that has to be of the border's colour. */
const plainShare = 0.985
/** Colour levels from which a pixel is clearly none of the border's. */
const clearlyOther = 24
/** Share of a picture's rim that is clearly other than the border: pictures go on up to their rim, a thing before a backdrop touches its box in places. */
const rimShare = 0.85
/** Within this share of the side the rim has to be reached, for prints that lie a little askew and corners that are round. */
const askew = 0.03
/** Thinner borders, as shares of the side, make no difference. */
const leastBorder = 0.015
/** A picture takes this share of the photo at least. */
const leastArea = 0.15
/** Scatter of the colours along the rim, in colour levels, from which it is a picture's: a box of one colour has less. */
const pictureScatter = 14
/** Pixels looked at in each line. */
const looked = 256

type Colour = readonly [number, number, number]

interface Side {
  /** Length of the lines that lie along this side, and how many there are up to the opposite one. */
  length: number
  depth: number
  at: (line: number, along: number) => number
}

/** Frames within frames: a print with a black line, in its white border, on a grey page. */
const mostFrames = 3

/**
 * The picture within a plain frame, in the photo's pixels: a scan with its white border, a film still with black bars, a screenshot with
 * margins. Undefined where no two opposite sides have a border, or what they enclose is no picture.
 */
export function pictureInFrame(photo: RgbaPixels): Rect | undefined {
  let within: Rect = { x: 0, y: 0, width: photo.width, height: photo.height }
  for (let frames = 0; frames < mostFrames; frames++) {
    const found = unframed(photo, within)
    if (found === undefined || found.picture.width * found.picture.height < leastArea * photo.width * photo.height)
      return undefined
    within = found.picture
    if (found.scatter >= pictureScatter) return within
  }
  return undefined
}

/** What a frame encloses, and how much the colours along its rim differ; undefined where there is no frame. */
function unframed(photo: RgbaPixels, within: Rect): { picture: Rect; scatter: number } | undefined {
  if (within.width < 32 || within.height < 32) return undefined
  const sides = sidesOf(photo.width, within)
  const borders = {
    top: borderOf(photo, sides.top),
    bottom: borderOf(photo, sides.bottom),
    left: borderOf(photo, sides.left),
    right: borderOf(photo, sides.right),
  }
  const { top, bottom, left, right } = borders
  if (!((top.depth > 0 && bottom.depth > 0) || (left.depth > 0 && right.depth > 0))) return undefined
  const across = [left.depth, within.width - right.depth] as const
  const down = [top.depth, within.height - bottom.depth] as const
  const rims = [
    { side: sides.top, border: top, between: across },
    { side: sides.bottom, border: bottom, between: across },
    { side: sides.left, border: left, between: down },
    { side: sides.right, border: right, between: down },
  ].filter(({ border }) => border.depth > 0)
  const lines = rims.map(({ side, border, between }) => rimOf(photo, side, border, between))
  if (lines.some((line) => line === undefined)) return undefined
  const picture = {
    x: within.x + left.depth,
    y: within.y + top.depth,
    width: across[1] - across[0],
    height: down[1] - down[0],
  }
  return { picture, scatter: scatter(lines.flatMap((line) => line ?? [])) }
}

/** The four sides of a part of a photo of this width. */
function sidesOf(
  width: number,
  { x, y, width: across, height: down }: Rect,
): Record<'top' | 'bottom' | 'left' | 'right', Side> {
  return {
    top: { length: across, depth: down, at: (line, along) => (y + line) * width + x + along },
    bottom: { length: across, depth: down, at: (line, along) => (y + down - 1 - line) * width + x + along },
    left: { length: down, depth: across, at: (line, along) => (y + along) * width + x + line },
    right: { length: down, depth: across, at: (line, along) => (y + along) * width + x + across - 1 - line },
  }
}

interface Border {
  /** In lines; 0 where there is none. */
  depth: number
  colour: Colour
}

/** How deep the outermost line's colour goes on. */
function borderOf(photo: RgbaPixels, side: Side): Border {
  const colour = medianOf(lineOf(photo, side, 0))
  let depth = 0
  while (depth < side.depth && isPlain(photo, side, depth, colour)) depth++
  return { depth: depth < leastBorder * side.depth || depth === side.depth ? 0 : depth, colour }
}

/** Every photo is asked this for thousands of lines: it makes no objects, and ends as soon as the answer is known. */
function isPlain({ data }: RgbaPixels, { length, at }: Side, line: number, colour: Colour): boolean {
  const count = Math.min(looked, length)
  let plain = count
  for (let i = 0; i < count; i++) {
    const place = 4 * at(line, Math.floor(((i + 0.5) * length) / count))
    const isOther =
      Math.abs((data[place] ?? 0) - colour[0]) > plainWithin ||
      Math.abs((data[place + 1] ?? 0) - colour[1]) > plainWithin ||
      Math.abs((data[place + 2] ?? 0) - colour[2]) > plainWithin
    if (isOther && --plain < plainShare * count) return false
  }
  return true
}

/** The line at which a picture stands against its border along all of the side; undefined where there is none soon. */
function rimOf(photo: RgbaPixels, side: Side, { depth, colour }: Border, between: readonly [number, number]) {
  const last = Math.min(side.depth - 1, depth + Math.ceil(askew * side.depth) + 2)
  for (let at = depth; at <= last; at++) {
    const line = lineOf(photo, side, at, between)
    const other = line.filter((pixel) => distance(pixel, colour) > clearlyOther).length
    if (other >= rimShare * line.length) return line
  }
  return undefined
}

function lineOf(
  { data }: RgbaPixels,
  { length, at }: Side,
  line: number,
  between: readonly [number, number] = [0, length],
) {
  const [from, to] = between
  const count = Math.min(looked, to - from)
  return Array.from({ length: count }, (_, i): Colour => {
    const place = 4 * at(line, from + Math.floor(((i + 0.5) * (to - from)) / count))
    return [data[place] ?? 0, data[place + 1] ?? 0, data[place + 2] ?? 0]
  })
}

function distance(one: Colour, other: Colour): number {
  return Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]), Math.abs(one[2] - other[2]))
}

function medianOf(line: readonly Colour[]): Colour {
  const median = (channel: 0 | 1 | 2) => {
    const sorted = line.map((pixel) => pixel[channel]).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
  }
  return [median(0), median(1), median(2)]
}

/** Standard deviation of colours. */
function scatter(colours: readonly Colour[]): number {
  let sum = 0
  for (const channel of [0, 1, 2] as const) {
    const mean = colours.reduce((all, pixel) => all + pixel[channel], 0) / colours.length
    sum += colours.reduce((all, pixel) => all + (pixel[channel] - mean) ** 2, 0) / colours.length
  }
  return Math.sqrt(sum)
}
