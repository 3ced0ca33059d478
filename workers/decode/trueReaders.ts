import type { Size } from '#core/geometry.ts'
import { encodePng } from '#workers/encode/png/png.ts'
import { canvasReader, frameReader, type TileReader, textureReader } from './tileReader.ts'

/** Makes a reader for a bitmap whose largest tile has this size; undefined where this browser has no such reader. */
export type MakeReader = (bitmap: ImageBitmap, largest: Size) => TileReader | undefined

/** Side of the pictures that readers are tried with: large enough that a protection which changes one pixel in a hundred is found out. */
const side = 64

let straight: Promise<MakeReader | undefined> | undefined
let opaque: Promise<MakeReader | undefined> | undefined

/** A way to read pixels which gives back every colour as it stands in the file, however faint; undefined where this browser has none. Tried once. */
export function straightReader(): Promise<MakeReader | undefined> {
  straight ??= firstTrue([textureReader, frameReader], true)
  return straight
}

/**
 * A way to read opaque pixels as they are. Undefined in browsers that change what is read back, so that pages cannot tell people apart
 * (resistFingerprinting, add-ons): the very pixels of a photo would be wrong. Tried once.
 */
export function opaqueReader(): Promise<MakeReader | undefined> {
  opaque ??= firstTrue([canvasReader, frameReader, textureReader], false)
  return opaque
}

async function firstTrue(makers: readonly MakeReader[], hasAlpha: boolean): Promise<MakeReader | undefined> {
  const pixels = knownPixels(hasAlpha)
  const bytes = new Uint8Array(pixels.buffer)
  const writeRow = (y: number, row: Uint8Array) => row.set(bytes.subarray(y * side * 4, (y + 1) * side * 4))
  const file = await encodePng({ size: { width: side, height: side }, colour: 'rgba', writeRow })
  for (const make of makers) if (await isTrue(make, file, pixels).catch(() => false)) return make
  return undefined
}

async function isTrue(make: MakeReader, file: Blob, pixels: Uint32Array): Promise<boolean> {
  const bitmap = await createImageBitmap(file, { premultiplyAlpha: 'none' })
  let reader: TileReader | undefined
  try {
    reader = make(bitmap, bitmap)
    const read = await reader?.read({ x: 0, y: 0, width: side, height: side })
    return read !== undefined && pixels.every((pixel, at) => read[at] === pixel)
  } finally {
    reader?.release()
    bitmap.close()
  }
}

/** All kinds of colours, and all alphas but none at all where that is wanted. */
function knownPixels(hasAlpha: boolean): Uint32Array<ArrayBuffer> {
  let state = 1
  return Uint32Array.from({ length: side * side }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 2246822519) >>> 0
    return (hasAlpha ? mixed | 0x01_00_00_00 : mixed | 0xff_00_00_00) >>> 0
  })
}
