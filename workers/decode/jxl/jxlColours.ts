import { gamutOfCodePoints } from '#workers/decode/gamut.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import type { Bits } from './bits.ts'

/** What a JPEG XL file says of its colours. */
export interface JxlColours extends Pick<ImageHeader, 'gamut' | 'meaning'> {
  /** Whether its numbers are those of sRGB, and nothing has to be asked of a profile. */
  isPlain: boolean
}

/** Names of the specification (ISO/IEC 18181-1, colour encoding): kinds of colours, white points, primaries, curves. */
const [grey, xyb] = [1, 2]
const [d65, customWhite, dci] = [1, 2, 11]
const [customPrimaries, p3] = [2, 11]
const dciCurve = 17

const customWays = [
  [0, 19],
  [0x8_00_00, 19],
  [0x10_00_00, 20],
  [0x20_00_00, 21],
] as const

/** Curves that code points name alike: those of television, none, sRGB, PQ, HLG; that of cinemas has another name here. */
const knownCurves = new Set([1, 8, 13, 16, dciCurve, 18])

export const plainColours: JxlColours = { gamut: 'srgb', isPlain: true }

/** Profiles and primaries of one's own are told by the decoder: nothing is known of them here. */
const unknownColours: JxlColours = { gamut: 'srgb', isPlain: false }

/** Reads the colours of a JPEG XL file. Names are put into code points of ITU-T H.273 where there are any for them. */
export function jxlColours(bits: Bits): JxlColours {
  if (bits.flag()) return plainColours
  const hasProfile = bits.flag()
  const kind = bits.name()
  if (hasProfile || kind === xyb) return unknownColours
  const white = bits.name()
  if (white === customWhite) skipChromaticities(bits, 1)
  const stated = kind === grey ? 1 : bits.name()
  if (stated === customPrimaries) skipChromaticities(bits, 3)
  const hasGamma = bits.flag()
  const curve = hasGamma ? bits.read(24) : bits.name()
  // How colours would be brought into fewer.
  bits.name()
  const isNamed = !hasGamma && knownCurves.has(curve) && stated !== customPrimaries
  // The primaries of P3 have two numbers: one with daylight, one with the white of cinemas.
  const primaries = stated === p3 && white === d65 ? 12 : stated
  if (!isNamed || (white !== d65 && !(white === dci && stated === p3))) return unknownColours
  if (primaries === 1 && curve === 13) return plainColours
  return { gamut: gamutOfCodePoints(primaries, curve), meaning: { primaries, curve }, isPlain: false }
}

function skipChromaticities(bits: Bits, count: number): void {
  for (let number = 0; number < 2 * count; number += 1) bits.number(customWays)
}
