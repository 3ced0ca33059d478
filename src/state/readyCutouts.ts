import type { FileSettings } from '#core/settings.ts'
import type { Encoded } from '#core/write.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Finished, type Photo } from './job.ts'

/** A photo whose cutout can be written. */
export interface Ready {
  photo: Photo
  finished: Finished
}

/** One file of a download, and the settings that it was written with. */
export interface WrittenPart {
  settings: FileSettings
  encoded: Encoded
}

/** All photos whose cutouts can be written, in their order. */
export function readyOf({ jobs }: AppState): Ready[] {
  return jobs.flatMap((job) => {
    const finished = cutoutOf(job)
    return finished === undefined ? [] : [{ photo: job.photo, finished }]
  })
}
