import type { MainModule } from 'libheif-js/libheif-wasm/libheif.js'
import { maxMegapixels } from '#core/limits.ts'

export type Libheif = MainModule

/** libheif's own limit on pixels: where it stands among its limits, and what it is by itself. */
const limitAt = 8
const usualLimit = 2 ** 30

/** A heap that grew beyond this is not kept for the next photo, in bytes: it never shrinks. */
const heapBytes = 256 * 1024 * 1024

let kept: Promise<Libheif> | undefined

/** libheif, with libde265 in it, in WebAssembly: fetched when the first HEIC photo comes. */
export function libheif(): Promise<Libheif> {
  kept ??= fetched()
  kept.catch(() => forgetLibheif())
  return kept
}

async function fetched(): Promise<Libheif> {
  // In files of their own, the script too: libheif is under the LGPL, and may be replaced.
  const { default: start } = await import('libheif-js/libheif-wasm/libheif.js')
  const address = new URL('libheif-js/libheif-wasm/libheif.wasm', import.meta.url)
  const response = await fetch(address)
  if (!response.ok) throw new TypeError(`libheif: ${response.status}`)
  const library = start({ wasmBinary: await response.arrayBuffer() })
  lowerLimit(library)
  return library
}

/** A picture is as large as its coded data say, whatever its header says: libheif is told what is too large, too. */
function lowerLimit({ HEAPU8, _heif_get_global_security_limits: limits }: Libheif): void {
  const heap: Uint8Array = HEAPU8
  const view = new DataView(heap.buffer, limits())
  if (view.getUint32(limitAt, true) === usualLimit) view.setUint32(limitAt, maxMegapixels * 1e6, true)
}

/** Lets go of a library whose heap is large, or that failed. */
export function forgetLibheif(): void {
  kept = undefined
}

/** Whether its heap grew so large that another one had better be fetched for the next photo. */
export function isSwollen({ HEAPU8 }: Libheif): boolean {
  const heap: Uint8Array = HEAPU8
  return heap.length > heapBytes
}
