import { imageKind, kindBytes } from '#core/imageKind.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { drawSvg } from './svg.ts'

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
  return imageKind(head) === 'svg' ? await drawSvg(file) : success(file)
}
