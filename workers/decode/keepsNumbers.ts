import { encodePng } from '#workers/encode/png/png.ts'

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
  try {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (context === null) return false
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, 1, 1)
    return pixel.every((value, channel) => data[channel] === value)
  } finally {
    bitmap.close()
  }
}
