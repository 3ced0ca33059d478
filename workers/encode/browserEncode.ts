import type { Size } from '#core/geometry.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { rgbaRows } from '#workers/pixels/rgbaRows.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { writesTruly } from './writesTruly.ts'

/** Sides that the format itself can state. Chromium gives an empty file beyond, under the name of the type. */
const maxSide = { 'image/webp': 16_383, 'image/jpeg': 65_535 } as const

/** Pixels put on the canvas at a time. */
const stripPixels = 1024 * 1024

/**
 * Writes a picture by the browser's own encoder. Fails with `cannot-encode` where the browser cannot write this type, not at this size, or not what was drawn.
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
  if (!(await writesTruly())) return failure('cannot-encode', 'this browser changes the pixels of a canvas')
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
  // Some browsers change a bit here and there.
  const isThere = (context.getImageData(width - 1, height - 1, 1, 1).data[0] ?? 0) > 250
  context.clearRect(width - 1, height - 1, 1, 1)
  return isThere
}

function draw(source: RowSource, context: OffscreenCanvasRenderingContext2D): void {
  const { width, height } = source.size
  const stripRows = Math.min(height, Math.max(1, Math.floor(stripPixels / width)))
  const strip = new ImageData(width, stripRows)
  for (let first = 0; first < height; first += stripRows) {
    const rows = rgbaRows(source, first, strip.data)
    context.putImageData(strip, 0, first, 0, 0, width, rows)
  }
}
