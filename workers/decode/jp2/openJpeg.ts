import { failure, type Outcome, success } from '#core/outcome.ts'

/**
 * RGBA of a JPEG 2000 file by the OpenJPEG of PDF.js, whatever the number and the coarseness of its components; of four inks these as they are. Samples of more
 * than 8 bits are cut off. Fails with `damaged`, and with `runtime-missing` where OpenJPEG cannot be fetched. Throws a RangeError where it has no memory.
 */
export async function openJpegPixels(file: Uint8Array): Promise<Outcome<Uint8ClampedArray<ArrayBuffer>>> {
  const library = await openJpeg().catch(() => undefined)
  if (library === undefined) return failure('runtime-missing', 'openjpeg')
  const { JpxImage, JpxError } = library
  try {
    return success(await JpxImage.decode(file, { numComponents: 0, smaskInData: true }))
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || isMemory(error)) throw new RangeError(String(error))
    if (error instanceof JpxError) return failure('damaged', `openjpeg: ${error.message}`)
    throw error
  } finally {
    // One a photo: its heap never shrinks, and it cannot be trusted after an error.
    JpxImage.cleanup()
  }
}

/** OpenJPEG tells in words that there is no memory for a picture. */
function isMemory(error: unknown): boolean {
  return error instanceof Error && /\bmemory\b/i.test(error.message)
}

/** Its files are fetched with the first such photo, and lie in the browser's store from then on. */
async function openJpeg() {
  const library = await import('pdfjs-dist/image_decoders/pdf.image_decoders.mjs')
  const response = await fetch(new URL('pdfjs-dist/wasm/openjpeg.wasm', import.meta.url))
  if (!response.ok) throw new TypeError(`openjpeg: ${response.status}`)
  const binary = new Uint8Array(await response.arrayBuffer())
  library.setVerbosityLevel(library.VerbosityLevel.ERRORS)
  const handler = { sendWithPromise: () => Promise.resolve(binary) }
  library.JpxImage.setOptions({ useWasm: true, useWorkerFetch: false, handler, wasmUrl: '' })
  return library
}
