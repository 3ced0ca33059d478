import { imageKind, kindBytes } from '#core/imageKind.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'

/**
 * Makes a file into one that the worker can open: SVG drawings are drawn to PNG here, everything else goes through untouched and unread.
 * Call it once when a photo is added and keep the result for all further calls to the engine; the photo keeps its own name.
 */
export async function openable(file: Blob): Promise<Outcome<Blob>> {
  let head: Uint8Array
  try {
    head = new Uint8Array(await file.slice(0, kindBytes).arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return failure('file-gone')
    throw error
  }
  return imageKind(head) === 'svg' ? await drawn(file) : success(file)
}

/** Drawings are rare: what draws them is loaded with the first one. */
async function drawn(file: Blob): Promise<Outcome<Blob>> {
  const svg = await import('./svg.ts').catch((error: unknown) => String(error))
  return typeof svg === 'string' ? failure('runtime-missing', svg) : await svg.drawSvg(file)
}
