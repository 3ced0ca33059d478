import type { ColourSpace, PhotoNote } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import type { Density } from './density.ts'

/** A decoded photo: what every later stage works on. */
export interface Photo {
  /** Size of the upright photo. */
  size: Size
  /** Media type of what the file really is. */
  type: string
  notes: PhotoNote[]
  /** Which colours the pixels mean. Networks see all photos in sRGB, with which they were trained. */
  colourSpace: ColourSpace
  /** The harmless part of the camera data: a TIFF structure, as EXIF has it. */
  camera?: Uint8Array<ArrayBuffer>
  /** Pixels a metre of print, where the file says it. */
  density?: Density
  /** RGBA, row by row, upright, 0 to 255, straight (not premultiplied). */
  pixels: Uint8ClampedArray<ArrayBuffer>
  /** The same as RGBA of 16 bits a sample, where the file has so many, they were asked for, and all of them are there. */
  deep?: Uint16Array<ArrayBuffer>
  /** Whether any pixel is not opaque. */
  hadAlpha: boolean
}
