import { encodePng } from '#workers/encode/png/png.ts'
import { opaqueReader } from './trueReaders.ts'

let kept: Promise<boolean> | undefined

/** Whether this browser gives the numbers of a Display P3 file as they stand in it when it is asked not to convert them: tried once, with a file whose pixel is known. */
export function keepsNumbers(): Promise<boolean> {
  kept ??= tryPixel().catch(() => false)
  return kept
}

/** A colour that has other numbers in sRGB. */
const pixel = [200, 100, 50]

async function tryPixel(): Promise<boolean> {
  const source = {
    size: { width: 1, height: 1 },
    colour: 'rgb',
    writeRow: (_: number, row: Uint8Array) => row.set(pixel),
  } as const
  const file = await encodePng(source, { colourSpace: 'display-p3' })
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' })
  const reader = (await opaqueReader())?.(bitmap, bitmap)
  try {
    const read = await reader?.read({ x: 0, y: 0, width: 1, height: 1 })
    return read !== undefined && pixel.every((value, channel) => ((read[0] ?? 0) >>> (8 * channel)) % 256 === value)
  } finally {
    reader?.release()
    bitmap.close()
  }
}
