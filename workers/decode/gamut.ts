/** Which colours a file has: those of sRGB, exactly those of Display P3 (with the curve of sRGB), or others beyond sRGB. */
export type Gamut = 'srgb' | 'display-p3' | 'wide'

/** Gamut by the code points for primaries and curve of ITU-T H.273: 1 and 13 are those of sRGB, 12 is P3, 9 BT.2020, 11 the P3 of cinemas. */
export function gamutOfCodePoints(primaries: number, curve: number): Gamut {
  if (primaries === 12 && curve === 13) return 'display-p3'
  return [9, 11, 12].includes(primaries) ? 'wide' : 'srgb'
}

/** The wider of two. */
export function wider(one: Gamut, other: Gamut): Gamut {
  return one === 'srgb' ? other : one
}
