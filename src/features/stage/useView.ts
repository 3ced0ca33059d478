import { useEffect, useState } from 'react'
import type { Size } from '#core/geometry.ts'
import type { Reason } from '#core/reasons.ts'
import type { App } from '#state/app.ts'
import { cutoutOf, type Job } from '#state/job.ts'

/** The pictures of the selected photo; only one photo's are held at a time. */
export type Looking =
  | { status: 'loading' }
  | { status: 'none'; reason: Reason }
  | { status: 'ready'; size: Size; photo: ImageBitmap; cutout: ImageBitmap | undefined }

/** Large enough for every pixel of a usual phone photo; less where memory is short. */
const maxPixels = matchMedia('(max-width: 820px)').matches ? 6_000_000 : 12_600_000

/** Loads the pictures of a job, and closes them when another is looked at. */
export function useView(app: App, job: Job): Looking {
  const [shown, setShown] = useState<{ key: unknown; looking: Looking }>()
  const finished = cutoutOf(job)
  const { photo } = job
  const key = finished ?? photo

  useEffect(() => {
    const stop = new AbortController()
    let release = () => {}
    const open = finished === undefined ? previewOf(app, photo, stop.signal) : viewOf(app, photo, finished, stop.signal)
    open.then(
      (looking) => {
        release = () => closeLooking(looking)
        if (stop.signal.aborted) return release()
        setShown({ key: finished ?? photo, looking })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) throw error
      },
    )
    return () => {
      stop.abort()
      setShown(undefined)
      release()
    }
    // Not the job: its progress must not load the pictures again.
  }, [app, photo, finished])

  return shown?.key === key ? shown.looking : { status: 'loading' }
}

type Finished = NonNullable<ReturnType<typeof cutoutOf>>

async function viewOf(app: App, photo: Job['photo'], finished: Finished, signal: AbortSignal): Promise<Looking> {
  const outcome = await app.looking.view(photo, finished, maxPixels, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  return { status: 'ready', size: finished.cut.size, ...outcome.value }
}

async function previewOf(app: App, photo: Job['photo'], signal: AbortSignal): Promise<Looking> {
  const outcome = await app.looking.preview(photo, maxPixels, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  return { status: 'ready', size: outcome.value.size, photo: outcome.value.photo, cutout: undefined }
}

function closeLooking(looking: Looking): void {
  if (looking.status !== 'ready') return
  looking.photo.close()
  looking.cutout?.close()
}
