import { useEffect, useState } from 'react'
import type { Size } from '#core/geometry.ts'
import type { Reason } from '#core/reasons.ts'
import type { App } from '#state/app.ts'
import { cutoutOf, type Finished, type Job, type Photo } from '#state/job.ts'

/** Pictures to draw; the photo is missing while only the small cutout of the filmstrip is at hand. */
export interface Pictures {
  size: Size
  photo: ImageBitmap | undefined
  cutout: ImageBitmap | undefined
}

/** What there is to see of the selected photo; only one photo's pictures are held at a time. */
export type Looking =
  | { status: 'loading'; pictures: Pictures | undefined }
  | { status: 'none'; reason: Reason }
  | { status: 'ready'; pictures: Pictures }

type Loaded = Exclude<Looking, { status: 'loading' }>

/** Large enough for every pixel of a usual phone photo; less where memory is short. */
const maxPixels = matchMedia('(max-width: 820px)').matches ? 6_000_000 : 12_600_000

/** Loads the pictures of a job, and closes them when another is looked at. */
export function useView(app: App, job: Job): Looking {
  const [shown, setShown] = useState<{ key: Photo | Finished; looking: Loaded }>()
  const finished = cutoutOf(job)
  const { photo } = job

  useEffect(() => {
    const stop = new AbortController()
    let release = () => {}
    const open =
      finished === undefined ? openPhoto(app, photo, stop.signal) : openCutout(app, photo, finished, stop.signal)
    const show = (looking: Loaded) => {
      release = () => close(looking)
      if (stop.signal.aborted) release()
      else setShown({ key: finished ?? photo, looking })
    }
    open.then(show, () => show({ status: 'none', reason: 'unexpected' }))
    return () => {
      stop.abort()
      setShown(undefined)
      release()
    }
    // Not the job: its progress must not load the pictures again.
  }, [app, photo, finished])

  if (shown?.key === (finished ?? photo)) return shown.looking
  return {
    status: 'loading',
    pictures: finished && { ...finished.cut, photo: undefined, cutout: finished.cut.thumbnail },
  }
}

async function openCutout(app: App, photo: Photo, finished: Finished, signal: AbortSignal): Promise<Loaded> {
  const outcome = await app.looking.view(photo, finished, maxPixels, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  return { status: 'ready', pictures: { size: finished.cut.size, ...outcome.value } }
}

async function openPhoto(app: App, photo: Photo, signal: AbortSignal): Promise<Loaded> {
  const outcome = await app.looking.preview(photo, maxPixels, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  return { status: 'ready', pictures: { size: outcome.value.size, photo: outcome.value.photo, cutout: undefined } }
}

function close(looking: Loaded): void {
  if (looking.status !== 'ready') return
  looking.pictures.photo?.close()
  looking.pictures.cutout?.close()
}
