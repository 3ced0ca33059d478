/** Side of the picture that is tried, in fields of this many pixels. */
const side = 32
const field = 4
/** Levels of 255 that a colour may be off: some browsers change single bits, which nobody sees. */
const slack = 3

let truly: Promise<boolean> | undefined

/** Whether a file that a canvas of the page writes shows what was drawn, and not the stripes of a protection against fingerprinting. Tried once. */
export function canvasWritesTruly(): Promise<boolean> {
  truly ??= tryFields().catch(() => false)
  return truly
}

async function tryFields(): Promise<boolean> {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context === null) return false
  for (let y = 0; y < side; y += field)
    for (let x = 0; x < side; x += field) {
      context.fillStyle = `rgb(${colourAt(x, y).join(', ')})`
      context.fillRect(x, y, field, field)
    }
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return file !== null && (await showsFields(await createImageBitmap(file)))
}

/**
 * By a frame of video where there is one: it is not protected, but some browsers give its bytes in another order than is asked for. Or by a canvas, which may be
 * protected: what it shows truly was written truly.
 */
async function showsFields(bitmap: ImageBitmap): Promise<boolean> {
  try {
    return isTrue(await frameOf(bitmap).catch(() => undefined)) || isTrue(canvasOf(bitmap))
  } finally {
    bitmap.close()
  }
}

function isTrue(pixels: Uint8Array | Uint8ClampedArray | undefined): boolean {
  return (
    pixels?.every((value, at) => {
      const [x, y] = [(at >> 2) % side, Math.floor((at >> 2) / side)]
      const wanted = [...colourAt(x - (x % field), y - (y % field)), 255]
      return Math.abs(value - (wanted[at % 4] ?? 0)) <= slack
    }) === true
  )
}

function colourAt(x: number, y: number): [number, number, number] {
  return [x * 8, y * 8, 255 - 4 * x - 4 * y]
}

/** Undefined where frames of video are not known; rejects where they cannot be made of pictures, or not be read in this format. */
async function frameOf(bitmap: ImageBitmap): Promise<Uint8Array | undefined> {
  if (typeof VideoFrame === 'undefined') return undefined
  const frame = new VideoFrame(bitmap, { timestamp: 0 })
  const pixels = new Uint8Array(side * side * 4)
  await frame.copyTo(pixels, { format: 'RGBA' }).finally(() => frame.close())
  return pixels
}

function canvasOf(bitmap: ImageBitmap): Uint8ClampedArray | undefined {
  const context = new OffscreenCanvas(side, side).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  return context?.getImageData(0, 0, side, side).data
}
