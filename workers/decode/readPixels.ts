import type { Size } from '#core/geometry.ts'
import { type Orientation, placeTile, uprightSize } from './orientation.ts'
import type { TileReader } from './tileReader.ts'
import { tilesOf } from './tiles.ts'
import { opaqueReader, straightReader } from './trueReaders.ts'

/**
 * Reads all pixels of a bitmap and turns them upright: RGBA, straight alpha. A bitmap that may have alpha has to be made with `premultiplyAlpha: 'none'`.
 * Undefined where this browser gives back other pixels than those of the bitmap, however they are read.
 */
export async function readPixels(
  bitmap: ImageBitmap,
  orientation: Orientation,
  mayHaveAlpha: boolean,
): Promise<Uint8ClampedArray<ArrayBuffer> | undefined> {
  const largest = tilesOf(bitmap)[0] ?? bitmap
  if (mayHaveAlpha) {
    const reader = (await straightReader())?.(bitmap, largest)
    const pixels = reader && (await readTiles(reader, bitmap, orientation))
    if (pixels !== undefined) return pixels
  }
  // The colours of faint pixels come back coarse, those of all others as they are.
  const make = await opaqueReader()
  if (make === undefined) return undefined
  const reader = make(bitmap, largest)
  const pixels = reader && (await readTiles(reader, bitmap, orientation))
  if (pixels === undefined) throw new RangeError('the pixels of a canvas cannot be read')
  return pixels
}

/** Reads and releases; undefined where some part could not be read. */
async function readTiles(
  reader: TileReader,
  { width, height }: Size,
  orientation: Orientation,
): Promise<Uint8ClampedArray<ArrayBuffer> | undefined> {
  const stored = { width, height }
  try {
    const upright = new Uint32Array(width * height)
    for (const tile of tilesOf(stored)) {
      const pixels = await reader.read(tile)
      if (pixels === undefined) return undefined
      placeTile(upright, stored, orientation, pixels, tile)
    }
    return new Uint8ClampedArray(upright.buffer)
  } finally {
    reader.release()
  }
}

/** Size of what `readPixels` gives. */
export function readSize(bitmap: Size, orientation: Orientation): Size {
  return uprightSize(bitmap, orientation)
}
