import { folderPrefix, layerNames, layersName, outputName, uniqueName } from '#core/names.ts'
import type { ExportSettings, FileSettings } from '#core/settings.ts'
import type { Photo } from './job.ts'

/** Gives each output of each photo one name for as long as the page lives, different from all others, whatever the photos are called. */
export function createOutputNames() {
  const given = new Map<string, string>()
  let zips = 0

  function unique(key: string, name: string): string {
    const kept = given.get(key) ?? uniqueName(name, given.values())
    given.set(key, kept)
    return kept
  }

  /** Name of what is downloaded for one photo: the file, or the ZIP of its layers. */
  function of(photo: Photo, { content, format }: ExportSettings): string {
    const name = content === 'layers' ? layersName(photo.name) : outputName(photo.name, content, format)
    return unique(`${photo.id} ${content} ${format}`, name)
  }

  /** The same within a ZIP of all, where each photo keeps its folder. */
  function inFolder(photo: Photo, settings: ExportSettings): string {
    if (photo.folder === undefined) return of(photo, settings)
    const { content, format } = settings
    const name = content === 'layers' ? layersName(photo.name) : outputName(photo.name, content, format)
    return unique(`${photo.id} ${content} ${format} in its folder`, folderPrefix(photo.folder) + name)
  }

  return {
    of,
    /** Name of one file within a ZIP: of layers, those of one photo stand in a folder of their own where there are several photos. */
    within(photo: Photo, settings: ExportSettings, file: FileSettings, isAlone: boolean): string {
      const name = layerNames(file)
      if (isAlone && settings.content === 'layers') return name
      if (settings.content !== 'layers') return inFolder(photo, settings)
      return `${inFolder(photo, settings).replace(/\.zip$/, '')}/${name}`
    },
    /** Name of one of several ZIPs that belong together. */
    zipPart: (name: string, part: number) => name.replace(/\.zip$/, ` part ${part}.zip`),
    zip(): string {
      zips += 1
      return zips === 1 ? 'clearcut.zip' : `clearcut (${zips}).zip`
    },
  }
}
