import type { Bytes } from '#workers/decode/bytes.ts'
import { densityOf } from '#workers/decode/density.ts'
import { profileGamut } from '#workers/decode/iccGamut.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { psdLayout, psdResource } from './psdLayout.ts'

const [resolutionNumber, profileNumber] = [1005, 1039]
const cmyk = 4

/** Header of a Photoshop file, and what its resources say of colours and print. */
export function readPsd(bytes: Bytes): ImageHeader {
  const layout = psdLayout(bytes)
  const { width, height, mode } = layout
  const resolution = psdResource(bytes, layout, resolutionNumber)
  const perInch = (at: number) => bytes.u32(at) / 0x10000
  const density = resolution && densityOf(perInch(resolution.at), perInch(resolution.at + 8), 1 / 0.0254)
  const profile = psdResource(bytes, layout, profileNumber)
  const gamut = profile === undefined || mode === cmyk ? 'srgb' : profileGamut(bytes, profile.at, profile.end)
  const wide = gamut === 'wide' && profile !== undefined
  return {
    size: { width, height },
    mayHaveAlpha: true,
    animated: false,
    gamut,
    orientation: 1,
    ...(mode === cmyk ? { notes: ['plain-cmyk'] as const } : {}),
    ...(wide ? { meaning: { profile: bytes.data.slice(profile.at, profile.end) } } : {}),
    ...(density === undefined ? {} : { density }),
  }
}
