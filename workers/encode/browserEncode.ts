import type { Size } from '#core/geometry.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { channelsOf, type RowSource } from '#workers/pixels/rows.ts'

/** Sides that the format itself can state. Chromium gives an empty file beyond, under the name of the type. */
const maxSide = { 'image/webp': 16_383, 'image/jpeg': 65_535 } as const

/** Pixels put on the canvas at a time. */
const stripPixels = 1024 * 1024

/**
 * Writes a picture by the browser's own encoder. Fails with `cannot-encode` where the browser cannot write this type, or not at this size.
 * The file holds pixels only: a canvas knows no EXIF data.
 * @param quality 0 to 1
 */
export async function encodeByBrowser(
  source: RowSource,
  type: keyof typeof maxSide,
  quality: number,
): Promise<Outcome<Blob>> {
  const { width, height } = source.size
  if (Math.max(width, height) > maxSide[type]) return failure('cannot-encode', `${width} × ${height}`)
  const canvas = new OffscreenCanvas(width, height)
  try {
    // Kept in main memory: graphics memory has lower limits, beyond which a canvas silently stays blank.
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: source.colour === 'rgba' })
    if (context === null || !canHold(context, source.size)) return failure('cannot-encode', `${width} × ${height}`)
    draw(source, context)
    const blob = await canvas.convertToBlob({ type, quality })
    // A browser that cannot write a type gives a PNG instead and says nothing.
    return blob.type === type && blob.size > 0 ? success(blob) : failure('cannot-encode', type)
  } catch (error) {
    if (error instanceof DOMException) return failure('cannot-encode', error.message)
    throw error
  } finally {
    canvas.width = 0
    canvas.height = 0
  }
}

/** Whether the farthest pixel can be written and read: a canvas that is too large gives zeros without complaint. */
function canHold(context: OffscreenCanvasRenderingContext2D, { width, height }: Size): boolean {
  context.fillStyle = '#fff'
  context.fillRect(width - 1, height - 1, 1, 1)
  const isThere = context.getImageData(width - 1, height - 1, 1, 1).data[0] === 255
  context.clearRect(width - 1, height - 1, 1, 1)
  return isThere
}

function draw({ size, colour, writeRow }: RowSource, context: OffscreenCanvasRenderingContext2D): void {
  const channels = channelsOf[colour]
  const row = new Uint8Array(size.width * channels)
  const stripRows = Math.min(size.height, Math.max(1, Math.floor(stripPixels / size.width)))
  const strip = new ImageData(size.width, stripRows)
  for (let first = 0; first < size.height; first += stripRows) {
    const rows = Math.min(stripRows, size.height - first)
    for (let index = 0; index < rows; index += 1) {
      writeRow(first + index, row)
      expand(row, channels, strip.data, index * size.width * 4)
    }
    context.putImageData(strip, 0, first, 0, 0, size.width, rows)
  }
}

/** Writes a row of 1, 3 or 4 channels as RGBA to this place. */
function expand(row: Uint8Array, channels: 1 | 3 | 4, target: Uint8ClampedArray, place: number): void {
  if (channels === 4) {
    target.set(row, place)
    return
  }
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  for (let from = 0, to = place; from < row.length; from += channels, to += 4) {
    target[to] = row[from] ?? 0
    target[to + 1] = row[from + green] ?? 0
    target[to + 2] = row[from + blue] ?? 0
    target[to + 3] = 255
  }
}
