import type { Rect, Size } from '#core/geometry.ts'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Bytes } from '#workers/decode/bytes.ts'
import { bytesOf, numberOf, numbersOf, readDirectory } from './tiffEntries.ts'
import { tiffTag } from './tiffTag.ts'

/** What the samples of a pixel mean, and how many of them make its colour. */
export const tiffColours = {
  whiteIsZero: { code: 0, samples: 1 },
  grey: { code: 1, samples: 1 },
  rgb: { code: 2, samples: 3 },
  palette: { code: 3, samples: 1 },
  cmyk: { code: 5, samples: 4 },
  ycbcr: { code: 6, samples: 3 },
  lab: { code: 8, samples: 3 },
  iccLab: { code: 9, samples: 3 },
} as const satisfies Record<string, { code: number; samples: number }>

export type TiffColours = keyof typeof tiffColours

/** How the first page of a TIFF file is laid out. */
export interface TiffPicture {
  size: Size
  little: boolean
  colours: TiffColours
  /** Bits of a sample: 1, 2, 4, 8, 16 or 32; of floating-point ones 16, 32 or 64. */
  bits: number
  isFloat: boolean
  /** Samples of a pixel as they stand in the file; some may mean nothing. */
  samples: number
  /** Which colours a pixel's alpha was multiplied into, or that it has none. */
  alpha: 'none' | 'straight' | 'multiplied'
  /** Whether each sample has pieces of its own. */
  isPlanar: boolean
  compression: number
  /** Whether samples are told as differences from those of the pixel to the left: of whole samples, or of the bytes of floating-point ones, all first bytes first. */
  predictor: 'none' | 'differences' | 'floats'
  /** Whether the first pixel of a packed byte is its lowest bit. */
  isLowFirst: boolean
  /** What fax says of its own packing (T4Options): 1 means that lines may refer to the one above. */
  faxOptions: number
  /** Red, green and blue of all colours, one after the other, in 16 bits. */
  palette: number[]
  jpegTables: Uint8Array<ArrayBuffer> | undefined
  /** Strips are pieces as wide as the picture. */
  piece: Size
  places: number[]
  lengths: number[]
}

/** Number of floating-point samples (SampleFormat). */
const float = 3
/** Ways of telling samples by others, by their number (TIFF 6.0, section 14; Adobe's third technical note of 2005). */
const predictors: Readonly<Record<number, TiffPicture['predictor']>> = { 1: 'none', 2: 'differences', 3: 'floats' }

/** More pieces than any picture within the limits is made of. */
const maxPieces = 1 << 19
/** Channels that programs add to a picture, at most. */
const maxSamples = 64

/** Reads the layout. Fails with `damaged` where it contradicts itself, and with `tiff` where it is of a variant that is not known here. */
export function tiffPicture(bytes: Bytes): Outcome<TiffPicture> {
  const directory = readDirectory(bytes)
  const number = (tag: number, otherwise: number) => numberOf(bytes, directory, tag, otherwise)
  const numbers = (tag: number) => numbersOf(bytes, directory, tag)
  const size = { width: number(tiffTag.width, 0), height: number(tiffTag.height, 0) }
  const isTiled = directory.entries.has(tiffTag.tilePlaces)
  const piece = isTiled
    ? { width: number(tiffTag.tileWidth, 0), height: number(tiffTag.tileHeight, 0) }
    : { width: size.width, height: Math.min(size.height, number(tiffTag.rowsOfStrip, size.height)) }
  const places = numbers(isTiled ? tiffTag.tilePlaces : tiffTag.stripPlaces)
  if (places === undefined || piece.width < 1 || piece.height < 1) return failure('damaged', 'no strips')
  // A file of one strip may leave out its length.
  const lengths = numbers(isTiled ? tiffTag.tileLengths : tiffTag.stripLengths) ?? [bytes.data.length]
  const samples = number(tiffTag.samples, 1)
  const bits = numbers(tiffTag.bits) ?? [1]
  const isPlanar = number(tiffTag.planar, 1) === 2
  const pieces = Math.ceil(size.width / piece.width) * Math.ceil(size.height / piece.height) * (isPlanar ? samples : 1)
  if (!isWithinLimits(piece) || pieces > maxPieces || samples < 1 || samples > maxSamples)
    return failure('damaged', 'pieces')

  if (bytes.ranOut) return failure('damaged', 'directory')
  const colours = coloursOf(number(tiffTag.photometric, 1))
  const depth = bits[0] ?? 1
  if (colours === undefined || samples < tiffColours[colours].samples) return failure('tiff', 'colours')
  const isFloat = number(tiffTag.format, 1) === float
  const depths = isFloat ? [16, 32, 64] : [1, 2, 4, 8, 16, 32]
  if (!depths.includes(depth) || bits.some((one) => one !== depth)) return failure('tiff', 'bits')
  // The second and third numbers of CIE's Lab are signed, and yet said to be what the first is.
  if (!isFloat && number(tiffTag.format, 1) !== 1) return failure('tiff', 'format')
  const isLab = colours === 'lab' || colours === 'iccLab'
  if (isLab && (isFloat || (depth !== 8 && depth !== 16))) return failure('tiff', 'bits')
  const predictor = predictors[number(tiffTag.predictor, 1)]
  const isFitting = predictor === 'none' || (depth >= 8 && depth <= 32 && (predictor === 'differences' || isFloat))
  if (predictor === undefined || !isFitting) return failure('tiff', 'predictor')
  // Other inks than cyan, magenta, yellow and black.
  if (colours === 'cmyk' && number(tiffTag.inks, 1) !== 1) return failure('tiff', 'inks')
  return success({
    size,
    little: directory.little,
    colours,
    bits: depth,
    isFloat,
    samples,
    alpha: alphaOf(samples - tiffColours[colours].samples, numbers(tiffTag.extraSamples)),
    isPlanar,
    compression: number(tiffTag.compression, 1),
    predictor,
    isLowFirst: number(tiffTag.fillOrder, 1) === 2,
    faxOptions: number(tiffTag.faxOptions, 0),
    palette: numbers(tiffTag.palette) ?? [],
    jpegTables: bytesOf(bytes, directory, tiffTag.jpegTables),
    piece,
    places,
    lengths,
  })
}

function coloursOf(code: number): TiffColours | undefined {
  const names = Object.keys(tiffColours) as TiffColours[]
  return names.find((name) => tiffColours[name].code === code)
}

/** By the first sample beyond the colours. What is said to be of no known meaning is a saved selection; where nothing is said, it is alpha, as libtiff has it. */
function alphaOf(extra: number, meanings: number[] | undefined): TiffPicture['alpha'] {
  if (extra < 1) return 'none'
  if (meanings === undefined) return 'straight'
  return ({ 1: 'multiplied', 2: 'straight' } as const)[meanings[0] ?? 0] ?? 'none'
}

/** Where each piece lies in the picture, row by row; those at the right and at the bottom reach no further than the picture. */
export function* piecesOf({ size, piece }: TiffPicture): Generator<Rect> {
  for (let y = 0; y < size.height; y += piece.height)
    for (let x = 0; x < size.width; x += piece.width)
      yield {
        x,
        y,
        width: Math.min(piece.width, size.width - x),
        height: Math.min(piece.height, size.height - y),
      }
}
