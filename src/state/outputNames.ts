import { denseName, folderPrefix, layerNames, layersName, outputName, parcelName, uniqueName } from '#core/names.ts'
import { say } from '#core/say.ts'
import { type ExportSettings, type FileSettings, isSet } from '#core/settings.ts'
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

  /** Name of what is downloaded for one photo: the file, or the ZIP of a set or of its layers. */
  function of(photo: Photo, settings: ExportSettings): string {
    const { content, format } = settings
    return unique(`${photo.id} ${content} ${isSet(settings) ? 'set' : format}`, parcelName(photo.name, settings))
  }

  /** A file within a ZIP of all, where each photo keeps its folder. */
  function inFolder({ id, folder }: Photo, name: string): string {
    return unique(`${id} ${name} in its folder`, folderPrefix(folder) + name)
  }

  /** One file of a photo; those of a set have one stem, whatever else is called alike. */
  function fileOf(photo: Photo, content: 'cutout' | 'mask', { format, density }: FileSettings): string {
    const name = outputName(photo.name, content, format)
    const usual = photo.folder === undefined ? unique(`${photo.id} ${content} ${format}`, name) : inFolder(photo, name)
    return density === 1 ? usual : unique(`${photo.id} ${usual} @${density}x`, denseName(usual, density))
  }

  return {
    of,
    /** Name of one file within a ZIP: of layers, those of one photo stand in a folder of their own where there are several photos. */
    within(photo: Photo, settings: ExportSettings, file: FileSettings, isAlone: boolean): string {
      const { content } = settings
      if (content !== 'layers') return fileOf(photo, content, file)
      const name = layerNames(file)
      if (isAlone) return name
      const parcel = photo.folder === undefined ? of(photo, settings) : inFolder(photo, layersName(photo.name))
      return `${parcel.replace(/\.zip$/, '')}/${name}`
    },
    /** Name of one of several ZIPs that belong together. */
    zipPart: (name: string, part: number) =>
      `${say('news.save.zipPart', { name: name.replace(/\.zip$/, ''), part: String(part) })}.zip`,
    zip(): string {
      zips += 1
      return zips === 1 ? 'clearcut.zip' : `clearcut (${zips}).zip`
    },
  }
}
