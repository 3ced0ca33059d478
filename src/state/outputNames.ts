import { layerNames, layersName, outputName, uniqueName } from '#core/names.ts'
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

  return {
    of,
    /** Name of one file within a ZIP: of layers, those of one photo stand in a folder of their own where there are several photos. */
    within(photo: Photo, settings: ExportSettings, file: FileSettings, isAlone: boolean): string {
      if (settings.content !== 'layers') return of(photo, settings)
      const name = layerNames(file)
      return isAlone ? name : `${of(photo, settings).replace(/\.zip$/, '')}/${name}`
    },
    zip(): string {
      zips += 1
      return zips === 1 ? 'clearcut.zip' : `clearcut (${zips}).zip`
    },
  }
}
