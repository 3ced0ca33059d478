import type { ColourSpace } from '#core/cut.ts'
import { displayP3Profile } from '#workers/colour/displayP3Profile.ts'
import type { Density } from '#workers/decode/density.ts'

/** What a file says of itself besides its pixels. */
export interface FileTags {
  colourSpace: ColourSpace
  /** Harmless camera data: a TIFF structure, as EXIF has it. */
  camera?: Uint8Array<ArrayBuffer>
  /** Pixels a metre of print. */
  density?: Density
}

/** The profile that belongs into the file; sRGB needs none, it is what everyone assumes. */
export function profileOf({ colourSpace }: FileTags): Uint8Array<ArrayBuffer> | undefined {
  return colourSpace === 'display-p3' ? displayP3Profile() : undefined
}
