import type { Bytes } from '#workers/decode/bytes.ts'
import { densityOf } from '#workers/decode/density.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { profileMeaning } from '#workers/decode/profile/profileMeaning.ts'
import { psdLayout, psdResource } from './psdLayout.ts'

const [resolutionNumber, profileNumber] = [1005, 1039]

/** Header of a Photoshop file, and what its resources say of colours and print. */
export function readPsd(bytes: Bytes): ImageHeader {
  const layout = psdLayout(bytes)
  const { width, height } = layout
  const resolution = psdResource(bytes, layout, resolutionNumber)
  const perInch = (at: number) => bytes.u32(at) / 0x10000
  const density = resolution && densityOf(perInch(resolution.at), perInch(resolution.at + 8), 1 / 0.0254)
  const profile = psdResource(bytes, layout, profileNumber)
  const colours = profile === undefined ? { gamut: 'srgb' as const } : profileMeaning(bytes, profile.at, profile.end)
  return {
    size: { width, height },
    mayHaveAlpha: true,
    animated: false,
    ...colours,
    orientation: 1,
    ...(density === undefined ? {} : { density }),
  }
}
