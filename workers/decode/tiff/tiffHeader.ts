import type { PhotoNote } from '#core/cut.ts'
import type { Bytes } from '#workers/decode/bytes.ts'
import { tiffDensity } from '#workers/decode/density.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { asOrientation } from '#workers/decode/orientation.ts'
import { profileMeaning } from '#workers/decode/profile/profileMeaning.ts'
import { numberOf, readDirectory, type TiffDirectory } from './tiffEntries.ts'
import { tiffTag } from './tiffTag.ts'

/** A page that is a smaller copy of another (TIFF 6.0, NewSubfileType). */
const smallerCopy = 1

/** Header of a TIFF file: its first directory, which many programs write at the end. */
export function readTiff(bytes: Bytes): ImageHeader {
  const first = readDirectory(bytes)
  const number = (tag: number, otherwise: number) => numberOf(bytes, first, tag, otherwise)
  const profile = first.entries.get(tiffTag.profile)
  const colours =
    profile === undefined ? { gamut: 'srgb' as const } : profileMeaning(bytes, profile.at, profile.at + profile.count)
  const notes: PhotoNote[] = []
  if (hasMorePages(bytes, first)) notes.push('first-page-only')
  // The directory of the large kind is another one.
  const density = first.isBig ? undefined : tiffDensity(bytes, 0, Number.MAX_SAFE_INTEGER)
  return {
    size: { width: number(tiffTag.width, 0), height: number(tiffTag.height, 0) },
    mayHaveAlpha: true,
    animated: false,
    ...colours,
    orientation: asOrientation(number(tiffTag.orientation, 1)),
    notes,
    ...(density === undefined ? {} : { density }),
  }
}

/** Whether a further page is a picture of its own. Only the next one is looked at: a file may go round in a circle. */
function hasMorePages(bytes: Bytes, { next }: TiffDirectory): boolean {
  if (next < 8 || next + 2 > bytes.data.length) return false
  const second = readDirectory(bytes, next)
  const isSmaller = (numberOf(bytes, second, tiffTag.kindOfPage, 0) & smallerCopy) !== 0
  return second.entries.has(tiffTag.width) && !isSmaller
}
