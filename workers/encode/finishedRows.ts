import type { ColourSpace } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import { type FileSettings, usesQuality } from '#core/settings.ts'
import { converter } from '#workers/colour/convert.ts'
import type { Triple } from '#workers/colour/matrix.ts'
import { alpha16, noFineStep } from '#workers/pixels/fineAlpha.ts'
import { laidOver } from '#workers/pixels/joinedAlpha.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { colourRows } from './colourRows.ts'

/** What is written: the finished colours and alpha of a cutout at the photo's size, and what the person wants of the file. */
export interface CutoutToWrite {
  /** RGBA, 0 to 255, straight: the colours as they are to be seen. Its alpha is not looked at. */
  photo: { size: Size; colourSpace: ColourSpace; pixels: Uint8ClampedArray }
  /** One byte a pixel: the alpha as it is to be seen, joined with the photo's own where that was wanted. */
  alpha: Uint8Array
  /** What alpha lost by rounding, for masks of 16 bits (see `fineAlpha.ts`). */
  fine?: Uint8Array
  /** RGBA of 16 bits a sample, as it is to be seen, for cutouts that keep so many (see `writesDeep`), and for masks that join alpha of so many. */
  deep?: Uint16Array
  settings: FileSettings
}

const white: Triple = [255, 255, 255]

/** The picture that goes into the file, row by row: mask alone, colours alone, cutout before a colour, or cutout with alpha. */
export function finishedRows(cutout: CutoutToWrite): RowSource {
  const { content, backdrop, format } = cutout.settings
  if (cutout.deep !== undefined && writesDeep(cutout.settings)) return deepRows(cutout.photo.size, cutout.deep)
  if (content === 'mask') return writesFine(cutout.settings) ? fineMaskRows(cutout) : maskRows(cutout)
  if (content === 'colour') return colourRows(cutout)
  if (backdrop.kind === 'colour') {
    const toPhoto = converter('srgb', cutout.photo.colourSpace)
    return flattenedRows(cutout, toPhoto(parsedColour(backdrop.colour)))
  }
  if (format === 'jpeg') return flattenedRows(cutout, white)
  if (isOpaque(cutout)) return flattenedRows(cutout, white)
  // A lossy file mixes neighbouring colours: those of unseen pixels must fit their neighbours'.
  const isLossy = usesQuality(cutout.settings)
  return isLossy ? withAlphaRows(colourRows(cutout), cutout.alpha) : cutoutRows(cutout)
}

/** Is this file a mask of 16 bits? Only PNG can hold one. */
export function writesFine({ content, format, maskDepth }: FileSettings): boolean {
  return content === 'mask' && format === 'png' && maskDepth === 16
}

/** Can this file hold a cutout of 16 bits a sample? */
export function writesDeep({ content, format, backdrop, mostKilobytes }: FileSettings): boolean {
  return content === 'cutout' && format === 'png' && backdrop.kind === 'transparent' && mostKilobytes === 0
}

function deepRows(size: Size, deep: Uint16Array): RowSource {
  const hasAlpha = deep.some((sample, at) => at % 4 === 3 && sample < 65_535)
  const channels = hasAlpha ? 4 : 3
  return {
    size,
    colour: hasAlpha ? 'rgba16' : 'rgb16',
    writeRow(y, row) {
      for (let from = y * size.width * 4, to = 0; to < row.length; from += 4)
        for (let channel = 0; channel < channels; channel += 1, to += 2) {
          const sample = deep[from + channel] ?? 0
          row[to] = sample >> 8
          row[to + 1] = sample
        }
    },
  }
}

function fineMaskRows({ photo, alpha, fine, deep }: CutoutToWrite): RowSource {
  const { width } = photo.size
  return {
    size: photo.size,
    colour: 'grey16',
    writeRow(y, row) {
      for (let x = 0; x < width; x += 1) {
        const index = y * width + x
        const value = deep?.[index * 4 + 3] ?? alpha16(alpha[index] ?? 0, fine?.[index] ?? noFineStep)
        row[x * 2] = value >> 8
        row[x * 2 + 1] = value
      }
    },
  }
}

function maskRows({ photo, alpha }: CutoutToWrite): RowSource {
  const { width } = photo.size
  return {
    size: photo.size,
    colour: 'grey',
    writeRow(y, row) {
      for (let x = 0; x < width; x += 1) row[x] = alpha[y * width + x] ?? 0
    },
  }
}

/** Colours exactly as they are where anything is to be seen, and zero where nothing is: what was cut away must not be found in the file. */
function cutoutRows({ photo, alpha }: CutoutToWrite): RowSource {
  const { width } = photo.size
  return {
    size: photo.size,
    colour: 'rgba',
    writeRow(y, row) {
      for (let x = 0; x < width; x += 1) {
        const index = y * width + x
        const opacity = alpha[index] ?? 0
        for (let channel = 0; channel < 3; channel += 1) {
          row[x * 4 + channel] = opacity === 0 ? 0 : (photo.pixels[index * 4 + channel] ?? 0)
        }
        row[x * 4 + 3] = opacity
      }
    },
  }
}

function withAlphaRows({ size, writeRow }: RowSource, alpha: Uint8Array): RowSource {
  const colours = new Uint8Array(size.width * 3)
  return {
    size,
    colour: 'rgba',
    writeRow(y, row) {
      writeRow(y, colours)
      for (let x = 0; x < size.width; x += 1) {
        for (let channel = 0; channel < 3; channel += 1) row[x * 4 + channel] = colours[x * 3 + channel] ?? 0
        row[x * 4 + 3] = alpha[y * size.width + x] ?? 0
      }
    },
  }
}

function flattenedRows({ photo, alpha }: CutoutToWrite, backdrop: Triple): RowSource {
  const { width } = photo.size
  return {
    size: photo.size,
    colour: 'rgb',
    writeRow(y, row) {
      for (let x = 0; x < width; x += 1) {
        const index = y * width + x
        const opacity = alpha[index] ?? 0
        for (let channel = 0; channel < 3; channel += 1) {
          row[x * 3 + channel] = laidOver(photo.pixels[index * 4 + channel] ?? 0, backdrop[channel] ?? 0, opacity)
        }
      }
    },
  }
}

function isOpaque({ alpha }: CutoutToWrite): boolean {
  return alpha.every((value) => value === 255)
}

/** Red, green and blue of `#rrggbb`. */
function parsedColour(colour: string): Triple {
  const value = /^#[0-9a-f]{6}$/i.test(colour) ? Number.parseInt(colour.slice(1), 16) : Number.NaN
  if (Number.isNaN(value)) throw new TypeError(`not a colour: ${colour}`)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
