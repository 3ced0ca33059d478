import type { Size } from '#core/geometry.ts'
import { type Orientation, placeTile, uprightSize } from './orientation.ts'
import { canvasReader, type TileReader, textureReader } from './tileReader.ts'
import { tilesOf } from './tiles.ts'

/** A PNG file of one pixel with the colour 200, 100, 50 and alpha 3, which a premultiplied canvas gives back as 170, 85, 85. */
const faintPixel = {
  file: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4AWM4kWLEDAAEuAFidY8cGwAAAABJRU5ErkJggg==',
  rgba: 0x03_32_64_c8,
}

/** Reads all pixels of a bitmap and turns them upright: RGBA, straight alpha. A bitmap that may have alpha has to be made with `premultiplyAlpha: 'none'`. */
export async function readPixels(
  bitmap: ImageBitmap,
  orientation: Orientation,
  mayHaveAlpha: boolean,
): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const largest = tilesOf(bitmap)[0] ?? bitmap
  if (mayHaveAlpha && (await keepsFaintColours())) {
    const reader = textureReader(bitmap, largest)
    const pixels = reader && (await readTiles(reader, bitmap, orientation))
    if (pixels !== undefined) return pixels
  }
  const pixels = await readTiles(canvasReader(bitmap, largest), bitmap, orientation)
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
export function readSize(bitmap: ImageBitmap, orientation: Orientation): Size {
  return uprightSize(bitmap, orientation)
}

let faintColoursKept: Promise<boolean> | undefined

/** Whether textures give back faint colours in this browser: tried once, with a file whose pixel is known. */
function keepsFaintColours(): Promise<boolean> {
  faintColoursKept ??= tryFaintPixel().catch(() => false)
  return faintColoursKept
}

async function tryFaintPixel(): Promise<boolean> {
  const file = new Blob([Uint8Array.from(atob(faintPixel.file), (letter) => letter.charCodeAt(0))], {
    type: 'image/png',
  })
  const bitmap = await createImageBitmap(file, { premultiplyAlpha: 'none' })
  let reader: TileReader | undefined
  try {
    reader = textureReader(bitmap, bitmap)
    const pixels = await reader?.read({ x: 0, y: 0, width: 1, height: 1 })
    return pixels?.[0] === faintPixel.rgba
  } finally {
    reader?.release()
    bitmap.close()
  }
}
