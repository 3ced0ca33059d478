/** File types a cutout is written as. */
export type ExportFormat = 'png' | 'webp' | 'jpeg'

/** What a download contains: the cutout, or its mask alone as a grey picture. */
export type ExportContent = 'cutout' | 'mask'

/** What lies behind the cutout: nothing, or one opaque sRGB colour as `#rrggbb`. */
export type Backdrop = { kind: 'transparent' } | { kind: 'colour'; colour: string }

export interface ExportSettings {
  format: ExportFormat
  content: ExportContent
  /** 20 to 99; PNG is lossless and ignores it. */
  quality: number
  /** JPEG has no alpha: with a transparent backdrop it is written on white. */
  backdrop: Backdrop
}

export const qualityRange = { min: 20, max: 99, default: 95 } as const

export const initialExportSettings: ExportSettings = {
  format: 'png',
  content: 'cutout',
  quality: qualityRange.default,
  backdrop: { kind: 'transparent' },
}
