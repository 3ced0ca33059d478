import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Cut } from '#core/cut.ts'
import type { ExportSettings } from '#core/settings.ts'

interface ExportNotes {
  content: string
  format: string
  camera: string
  colours?: string
  depth?: string
}

/** The settings of files, with what the photo at hand lies on. */
type NotedSettings = ExportSettings & Pick<CompositionSettings, 'backdrop'>

type Facts = Pick<Cut, 'colourSpace' | 'hasCameraData'> & { mask: Pick<Cut['mask'], 'fine'> }

/** What a person should know of the file that these settings make, of this cutout where there is one. */
export function exportNotes(settings: NotedSettings, cut?: Facts): ExportNotes {
  const colours = colourNote(settings, cut)
  return {
    content: contentNote(settings),
    format: formatNote(settings),
    camera: cameraNote(settings, cut),
    ...(colours === undefined ? {} : { colours }),
    ...(settings.maskDepth === 16 ? { depth: depthNote(settings, cut) } : {}),
  }
}

function depthNote({ size }: ExportSettings, cut?: Facts): string {
  if (size.kind !== 'full') return 'In another size than the full one a mask has the 256 steps of 8 bits.'
  return cut !== undefined && cut.mask.fine === undefined
    ? 'This mask was made in 8 bits: the file has their 256 steps.'
    : 'Finer steps where the edge is as the network made it; 256 steps where you changed it.'
}

function contentNote({ content, backdrop }: NotedSettings): string {
  if (content === 'mask') return 'A grey picture: white where the subject is, black elsewhere.'
  if (content === 'layers')
    return 'A ZIP of two files: the clean colours without transparency, and the alpha as a grey PNG, for programs that lay them together.'
  if (backdrop.kind === 'transparent') return 'The subject alone.'
  return `The subject on the ${behindNames[backdrop.kind]} chosen under Background.`
}

const behindNames = {
  colour: 'colour',
  gradient: 'gradient',
  picture: 'picture',
  blurred: 'blurred photo',
  scene: 'scene',
} as const

function formatNote({ format, content, backdrop, isLossless }: NotedSettings): string {
  const isSeeThrough = content === 'cutout' && backdrop.kind === 'transparent'
  switch (format) {
    case 'png':
      return 'Exact: every pixel and every step of transparency as it is.'
    case 'webp':
      return isLossless
        ? 'Exact, and smaller than PNG as a rule.'
        : `Small files${isSeeThrough ? '; the transparency stays exact' : ''}.`
    case 'jpeg':
      return isSeeThrough
        ? 'JPEG knows no transparency: the background becomes white, or the colour you choose.'
        : 'Small files that every program opens.'
    case 'avif':
      return `Small files, which browsers show and older programs do not${isSeeThrough ? '; the transparency stays exact' : ''}. Takes longer to write.`
    case 'gif':
      if (content === 'layers') return 'GIF has too few colours for a layer: the colours are written as PNG.'
      if (content === 'mask') return 'Exact: GIF has all 256 greys of a mask.'
      return isSeeThrough
        ? 'A still GIF of at most 256 colours. A pixel is there or not: soft edges become hard.'
        : 'A still GIF of at most 256 colours.'
  }
}

function cameraNote({ keepsCameraData, format }: ExportSettings, cut?: Pick<Cut, 'hasCameraData'>): string {
  if (!keepsCameraData) return 'Off: the file says nothing of camera, time or place.'
  if (format === 'avif') return 'AVIF files are written without it.'
  if (cut?.hasCameraData === false) return 'This photo has none to keep.'
  return 'Camera, lens, exposure and date. Never the place, serial numbers or names.'
}

function colourNote({ format, content }: ExportSettings, cut?: Pick<Cut, 'colourSpace'>): string | undefined {
  if (cut === undefined) return undefined
  if (cut.colourSpace === 'srgb') return 'Colours: sRGB.'
  if (format === 'gif' && content === 'cutout') return 'Colours: sRGB, since GIF knows no profiles.'
  return `Colours: Display P3, as in the photo; ${format === 'avif' ? 'the file says so' : 'the profile is in the file'}.`
}
