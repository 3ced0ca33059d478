import type { PhotoNote } from '#core/contract.ts'
import type { Size } from '#core/geometry.ts'

/** A decoded photo: what every later stage works on. */
export interface Photo {
  /** Size of the upright photo. */
  size: Size
  /** Media type of what the file really is. */
  type: string
  notes: PhotoNote[]
  /** RGBA, row by row, upright, sRGB, 0 to 255, straight (not premultiplied). */
  pixels: Uint8ClampedArray<ArrayBuffer>
  /** Whether any pixel is not opaque. */
  hadAlpha: boolean
}
