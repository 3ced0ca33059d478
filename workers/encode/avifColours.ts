import type { ColourSpace } from '#core/cut.ts'

/** Code points of ITU-T H.273: primaries of BT.709 and of Display P3, and the curve of sRGB. */
const primaries = { srgb: 1, 'display-p3': 12 } as const satisfies Record<ColourSpace, number>
const srgbCurve = 13

/** The box of colours as the encoder writes it: it leaves unsaid what the numbers mean ("unspecified", 2), which programs then guess. */
const unspecified = [...'colrnclx'].map((letter) => letter.charCodeAt(0)).concat([0, 2, 0, 2])

/** Says in an AVIF file what its numbers mean (ISO 23091-2, ISO 14496-12, 12.1.5), in place. Throws where the file has no such box: then another encoder wrote it. */
export function withAvifColours(file: Uint8Array<ArrayBuffer>, colourSpace: ColourSpace): Uint8Array<ArrayBuffer> {
  const at = placeOf(file, unspecified)
  if (at < 0) throw new Error('an AVIF file without a box of colours')
  file.set([0, primaries[colourSpace], 0, srgbCurve], at + 8)
  return file
}

function placeOf(bytes: Uint8Array, wanted: readonly number[]): number {
  const head = Math.min(bytes.length, 4096)
  for (let at = 0; at + wanted.length <= head; at += 1)
    if (wanted.every((value, index) => bytes[at + index] === value)) return at
  return -1
}
