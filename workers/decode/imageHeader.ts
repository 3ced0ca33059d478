import type { PhotoNote } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import type { Density } from './density.ts'
import type { Gamut } from './gamut.ts'
import type { Orientation } from './orientation.ts'

/** What a file says of its picture before anything is decoded. */
export interface ImageHeader {
  /** As stored, before the orientation is applied. */
  size: Size
  /** Whether pixels can be anything but opaque. */
  mayHaveAlpha: boolean
  animated: boolean
  /** By the embedded profile or code points. */
  gamut: Gamut
  /** How the stored picture has to be turned, where that is left to the reader; the browser does it by itself for AVIF and HEIC. */
  orientation: Orientation
  /** Bytes which, put into the file, make every browser leave the turning to us. */
  patch?: Patch
  /** Where colours go beyond sRGB: what says which they are. */
  meaning?: ColourMeaning
  /** Hides a colour profile that the browser would convert by. */
  unprofiled?: Patch
  /** The harmless part of the camera data, where there is any: a TIFF structure of its own, as EXIF has it. */
  camera?: Uint8Array<ArrayBuffer>
  /** What a person should know of such a file. */
  notes?: readonly PhotoNote[]
  /** Of print, as the picture is stored. */
  density?: Density
}

/** An ICC profile, or code points for primaries and curve (ITU-T H.273). */
export type ColourMeaning = { profile: Uint8Array<ArrayBuffer> } | { primaries: number; curve: number }

export interface Patch {
  at: number
  bytes: Uint8Array<ArrayBuffer>
}
