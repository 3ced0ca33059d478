import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Cut } from '#core/cut.ts'
import { say } from '#core/say.ts'
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
  if (size.kind !== 'full') return say('export.note.depth.sized')
  return say(
    cut !== undefined && cut.mask.fine === undefined ? 'export.note.depth.coarse' : 'export.note.depth.changed',
  )
}

function contentNote({ content, backdrop }: NotedSettings): string {
  return say(content === 'cutout' ? `export.note.on.${backdrop.kind}` : `export.note.${content}`)
}

function formatNote({ format, content, backdrop, isLossless }: NotedSettings): string {
  const isSeeThrough = content === 'cutout' && backdrop.kind === 'transparent'
  switch (format) {
    case 'png':
      return say('export.note.png')
    case 'webp':
      if (isLossless) return say('export.note.webp.lossless')
      break
    case 'gif':
      if (content !== 'cutout') return say(`export.note.gif.${content}`)
      break
  }
  return say(isSeeThrough ? `export.note.${format}.seeThrough` : `export.note.${format}`)
}

function cameraNote({ keepsCameraData, format }: ExportSettings, cut?: Pick<Cut, 'hasCameraData'>): string {
  if (!keepsCameraData) return say('export.note.camera.off')
  if (format === 'avif') return say('export.note.camera.avif')
  return say(cut?.hasCameraData === false ? 'export.note.camera.none' : 'export.note.camera.on')
}

function colourNote({ format, content }: ExportSettings, cut?: Pick<Cut, 'colourSpace'>): string | undefined {
  if (cut === undefined) return undefined
  if (cut.colourSpace === 'srgb') return say('export.note.colours.srgb')
  if (format === 'gif' && content === 'cutout') return say('export.note.colours.gif')
  return say(format === 'avif' ? 'export.note.colours.p3Said' : 'export.note.colours.p3')
}
