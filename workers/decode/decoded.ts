import type { ColourSpace, PhotoNote } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'

/** What a decoder got out of a file. */
export interface Decoded {
  /** Of the upright picture. */
  size: Size
  /** Straight RGBA, upright. */
  pixels: Uint8ClampedArray<ArrayBuffer>
  /** The same as RGBA of 16 bits a sample, where the file has so many, they were asked for, and all of them are there. */
  deep?: Uint16Array<ArrayBuffer>
  /** Whether a part of the picture is missing, or is there coarsely only; what is missing is transparent. */
  isPartial: boolean
  colourSpace: ColourSpace
  /** What a person should know of how it was decoded. */
  notes?: readonly PhotoNote[]
}
