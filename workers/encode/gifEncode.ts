import { failure, type Outcome, success } from '#core/outcome.ts'
import { rgbaRows } from '#workers/pixels/rgbaRows.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { dithered } from './gifDither.ts'
import { GifPalette } from './gifPalette.ts'

/** Sides that the format can state. */
const maxSide = 65_535

/**
 * Writes a still GIF: at most 256 colours, the first of which is "nothing" where some pixels are not seen. Exact where the picture has no more colours than that.
 * @param isDithered whether the colours that are missing are mixed from neighbouring pixels
 */
export async function encodeGif(source: RowSource, isDithered: boolean): Promise<Outcome<Blob>> {
  const { width, height } = source.size
  if (Math.max(width, height) > maxSide) return failure('cannot-encode', `${width} × ${height}`)
  const gifenc = await import('gifenc')
  const pixels = new Uint8Array(width * height * 4)
  rgbaRows(source, 0, pixels)
  const palette = new GifPalette(pixels, gifenc.quantize)
  const indices = dithered(pixels, width, palette, isDithered && !palette.isExact)
  const gif = gifenc.GIFEncoder({ initialCapacity: 65_536 })
  gif.writeFrame(indices, width, height, {
    palette: palette.colours,
    // Once, not for ever: some programs take any picture that repeats for an animation.
    repeat: -1,
    ...(palette.hasNothing ? { transparent: true, transparentIndex: 0 } : {}),
  })
  gif.finish()
  return success(new Blob([Uint8Array.from(gif.bytesView())], { type: 'image/gif' }))
}
