import { mediaTypes } from '#core/imageKind.ts'
import type { Inspected } from './inspect.ts'

/** A decoder that got too little waits for more, for ever: what it is given besides the time for the pixels themselves. */
const patienceMs = 2000
const patienceMsPerMegapixel = 150

/**
 * Decodes as much as there is of a file that ends too early: the missing pixels stay transparent.
 * Undefined where the browser has no ImageDecoder or gets nothing out of the file. The caller closes the bitmap.
 */
export async function decodePartly(file: Blob, { kind, header }: Inspected): Promise<ImageBitmap | undefined> {
  if (typeof ImageDecoder === 'undefined') return undefined
  const type = mediaTypes[kind]
  if (!(await ImageDecoder.isTypeSupported(type))) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  // The stream stays open: a decoder that knows of the end refuses a file that stops before it.
  const unfinished = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => controller.enqueue(bytes) })
  const decoder = new ImageDecoder({ data: unfinished, type, preferAnimation: false })
  const megapixels = (header.size.width * header.size.height) / 1e6
  const timer = setTimeout(() => decoder.close(), patienceMs + patienceMsPerMegapixel * megapixels)
  try {
    await decoder.tracks.ready
    const { image } = await decoder.decode({ frameIndex: 0, completeFramesOnly: false })
    try {
      return await createImageBitmap(image, { premultiplyAlpha: 'none' })
    } finally {
      image.close()
    }
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return undefined
    throw error
  } finally {
    clearTimeout(timer)
    decoder.close()
  }
}
