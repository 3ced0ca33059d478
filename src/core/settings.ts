import type { WantedSize } from './writtenSize.ts'

/** File types a cutout is written as. */
export type ExportFormat = (typeof exportFormats)[number]

export const exportFormats = ['png', 'webp', 'jpeg', 'avif', 'gif'] as const

/** What a download contains: the cutout, its mask alone as a grey picture, or its colours and its alpha as two files in a ZIP. */
export type ExportContent = (typeof exportContents)[number]

export const exportContents = ['cutout', 'mask', 'layers'] as const

/** What lies behind the cutout: nothing, or one opaque sRGB colour as `#rrggbb`. */
export type Backdrop = { kind: 'transparent' } | { kind: 'colour'; colour: string }

/** How many pixels of a file lie on one of the page's, across and down. */
export type Density = (typeof densities)[number]

export const densities = [1, 2, 3] as const

export interface ExportSettings {
  format: ExportFormat
  content: ExportContent
  size: WantedSize
  /** Up to how many pixels for one a screen has: from 2 on each photo gives a set of files, `name.png`, `name@2x.png`, `name@3x.png`. */
  densities: Density
  /** Largest file in thousands of bytes, reached by less quality or, where there is none to lose, by fewer pixels; 0 where any will do. */
  mostKilobytes: number
  /** 20 to 99; what is lossless ignores it. */
  quality: number
  /** WebP without loss. */
  isLossless: boolean
  /** GIF: mixes colours that its 256 lack from neighbouring pixels. */
  isDithered: boolean
  /** Bits of a mask's pixel in PNG files. */
  maskDepth: 8 | 16
  /** Keeps the harmless part of the camera data: camera, lens, exposure and date, never the place or a serial number. */
  keepsCameraData: boolean
}

/** What a single file shows: of a pair of layers, `colour` is the one without alpha. */
export interface FileSettings extends Omit<ExportSettings, 'content' | 'densities'> {
  /** The wanted size is multiplied by it. */
  density: Density
  content: 'cutout' | 'mask' | 'colour'
  /** JPEG has no alpha: with a transparent backdrop it is written on white. */
  backdrop: Backdrop
}

export const qualityRange = { min: 20, max: 99, default: 95 } as const

export const initialExportSettings: ExportSettings = {
  format: 'png',
  content: 'cutout',
  size: { kind: 'full' },
  densities: 1,
  mostKilobytes: 0,
  quality: qualityRange.default,
  isLossless: false,
  isDithered: true,
  maskDepth: 8,
  keepsCameraData: false,
}

const { densities: _, ...oneFile } = initialExportSettings

export const initialFileSettings: FileSettings = {
  ...oneFile,
  density: 1,
  content: 'cutout',
  backdrop: { kind: 'transparent' },
}

/** Does the quality change anything in files of these settings? */
export function usesQuality({ format, isLossless }: Pick<ExportSettings, 'format' | 'isLossless'>): boolean {
  return format === 'jpeg' || format === 'avif' || (format === 'webp' && !isLossless)
}

/** Can these files be a set for screens of several densities? Layers are for programs that lay them together, not for pages. */
export function canBeSet({ content }: Pick<ExportSettings, 'content'>): boolean {
  return content !== 'layers'
}

/** Does each photo give several files? */
export function isSet(settings: Pick<ExportSettings, 'content' | 'densities'>): boolean {
  return canBeSet(settings) && settings.densities > 1
}

/** Can the size of these files be limited? Not where their sizes have to fit each other. */
export function canLimit(settings: Pick<ExportSettings, 'content' | 'densities'>): boolean {
  return settings.content !== 'layers' && !isSet(settings)
}

/**
 * The files that a download of a cutout on this backdrop consists of: one, those of a set, or the two layers.
 * A layer of colours is not written as GIF, which would take all but 256 of them; alpha is always exact.
 */
export function filesOf(settings: ExportSettings, backdrop: Backdrop): FileSettings[] {
  const { densities: upTo, content, ...rest } = settings
  const file = { ...rest, backdrop, density: 1, ...(canLimit(settings) ? {} : { mostKilobytes: 0 }) } as const
  if (content !== 'layers')
    return densities.filter((density) => density <= upTo).map((density) => ({ ...file, content, density }))
  return [
    { ...file, content: 'colour', format: file.format === 'gif' ? 'png' : file.format },
    { ...file, content: 'mask', format: 'png' },
  ]
}
