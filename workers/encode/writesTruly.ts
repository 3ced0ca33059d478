import { opaqueReader } from '#workers/decode/trueReaders.ts'

/** Side of the picture that is tried, and how far its colours may be from what was drawn, on average: a JPEG of good quality is off by 2. */
const side = 32
const mostDifference = 8

let truly: Promise<boolean> | undefined

/**
 * Whether a file that a canvas writes shows what was put on the canvas: browsers that protect against fingerprinting write stripes instead.
 * Tried once, with a picture that is known.
 */
export function writesTruly(): Promise<boolean> {
  truly ??= tryPicture().catch(() => false)
  return truly
}

async function tryPicture(): Promise<boolean> {
  const canvas = new OffscreenCanvas(side, side)
  const drawn = new ImageData(side, side)
  for (let at = 0; at < drawn.data.length; at += 4) {
    const [x, y] = [(at / 4) % side, Math.floor(at / 4 / side)]
    drawn.data.set([x * 8, y * 8, 255 - x * 4 - y * 4, 255], at)
  }
  canvas.getContext('2d')?.putImageData(drawn, 0, 0)
  const bitmap = await createImageBitmap(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }))
  const reader = (await opaqueReader())?.(bitmap, bitmap)
  try {
    const read = await reader?.read({ x: 0, y: 0, width: side, height: side })
    if (read === undefined) return false
    const bytes = new Uint8Array(read.buffer, read.byteOffset, drawn.data.length)
    return (
      bytes.reduce((sum, value, at) => sum + Math.abs(value - (drawn.data[at] ?? 0)), 0) < mostDifference * bytes.length
    )
  } finally {
    reader?.release()
    bitmap.close()
  }
}
