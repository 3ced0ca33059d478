import type { ColourSpace, PhotoNote } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'

/** What a decoder got out of a file. */
export interface Decoded {
  /** Of the upright picture. */
  size: Size
  /** Straight RGBA, upright. */
  pixels: Uint8ClampedArray<ArrayBuffer>
  /** Whether a part of the picture is missing, or is there coarsely only; what is missing is transparent. */
  isPartial: boolean
  colourSpace: ColourSpace
  /** What a person should know of how it was decoded. */
  notes?: readonly PhotoNote[]
}
