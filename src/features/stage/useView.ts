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

/** How fine the pictures are: enough for the whole photo on the screen, or for looking at its pixels. */
export type Detail = 'screen' | 'full'

const isPhone = matchMedia('(max-width: 820px)').matches

/** Small pictures are drawn fast; large ones hold every pixel of a usual photo, or half of them where memory is short. */
const pixelsOf = {
  screen: devicePixelRatio > 1.5 ? 4_500_000 : 2_200_000,
  full: isPhone ? 6_000_000 : 12_600_000,
} as const satisfies Record<Detail, number>

/** Loads the pictures of a job, and closes them when finer ones have come or another photo is looked at. */
export function useView(app: App, job: Job, detail: Detail): Looking {
  const [shown, setShown] = useState<{ key: Photo | Finished; looking: Loaded }>()
  const finished = cutoutOf(job)
  const { photo } = job
  const key = finished ?? photo

  useEffect(() => {
    const stop = new AbortController()
    const pixels = pixelsOf[detail]
    const open =
      finished === undefined
        ? openPhoto(app, photo, pixels, stop.signal)
        : openCutout(app, photo, finished, pixels, stop.signal)
    const show = (looking: Loaded) => {
      if (stop.signal.aborted) close(looking)
      else setShown({ key: finished ?? photo, looking })
    }
    open.then(show, () => show({ status: 'none', reason: 'unexpected' }))
    return () => stop.abort()
    // Not the job: its progress must not load the pictures again.
  }, [app, photo, finished, detail])

  // The pictures of a photo that is not looked at any more are let go at once, not when the next ones have come.
  const isOutdated = shown !== undefined && shown.key !== key
  useEffect(() => {
    if (isOutdated) setShown(undefined)
  }, [isOutdated])
  useEffect(() => () => shown && close(shown.looking), [shown])

  if (shown !== undefined && !isOutdated) return shown.looking
  return {
    status: 'loading',
    pictures: finished && { size: finished.cut.size, photo: undefined, cutout: finished.cut.thumbnail },
  }
}

async function openCutout(
  app: App,
  photo: Photo,
  finished: Finished,
  maxPixels: number,
  signal: AbortSignal,
): Promise<Loaded> {
  const outcome = await app.looking.view(photo, finished, maxPixels, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  return { status: 'ready', pictures: { size: finished.cut.size, ...outcome.value } }
}

async function openPhoto(app: App, photo: Photo, maxPixels: number, signal: AbortSignal): Promise<Loaded> {
  const outcome = await app.looking.preview(photo, maxPixels, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  return { status: 'ready', pictures: { size: outcome.value.size, photo: outcome.value.photo, cutout: undefined } }
}

function close(looking: Loaded): void {
  if (looking.status !== 'ready') return
  looking.pictures.photo?.close()
  looking.pictures.cutout?.close()
}
