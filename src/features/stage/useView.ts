import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Mask } from '#core/cut.ts'
import { type Edits, editsFingerprint } from '#core/edits.ts'
import type { Size } from '#core/geometry.ts'
import type { Reason } from '#core/reasons.ts'
import type { Stroke } from '#core/strokes.ts'
import type { App } from '#state/app.ts'
import { cutoutOf, type Job, type Photo } from '#state/job.ts'
import { edgesOf, strokesOf } from '#state/selectors.ts'
import { useLatest } from '#ui/useLatest.ts'
import { Retoucher } from './retoucher.ts'
import { usePointersHeld } from './usePointersHeld.ts'

/** Pictures to draw; the photo is missing while only the small cutout of the filmstrip is at hand. */
export interface Pictures {
  size: Size
  photo: ImageBitmap | undefined
  cutout: ImageBitmap | undefined
  /** The strokes that the cutout has; those that were painted since are still to be laid over it. */
  painted: readonly Stroke[]
}

/** What there is to see of the selected photo, and the fingerprint of the edits it was made with; only one photo's pictures are held at a time. */
export type Looking =
  | { status: 'loading'; pictures: Pictures | undefined }
  | { status: 'none'; reason: Reason }
  | { status: 'ready'; pictures: Pictures; made: string | undefined }

type Loaded = Exclude<Looking, { status: 'loading' }>

/** How fine the pictures are: enough for the whole photo on the screen, or for looking at its pixels. */
export type Detail = 'screen' | 'full'

const isPhone = matchMedia('(max-width: 51.25em)').matches

/** Small pictures are drawn fast; large ones hold every pixel of a usual photo, or half of them where memory is short. */
export const pixelsOf = {
  screen: devicePixelRatio > 1.5 ? 4_500_000 : 2_200_000,
  full: isPhone ? 6_000_000 : 12_600_000,
} as const satisfies Record<Detail, number>

/** The pictures that were loaded for a photo, with or without a cutout. */
interface Shown {
  photo: Photo
  mask: Mask | undefined
  edits: Edits
  looking: Loaded
}

/** A cutout made with other edits than the pictures were loaded with. */
interface Retouch {
  of: Shown
  cutout: ImageBitmap
  made: string
  painted: readonly Stroke[]
}

/** Loads the pictures of a job, follows its edits, and closes pictures when finer ones have come or another photo is looked at. */
export function useView(app: App, job: Job, detail: Detail): Looking {
  const [shown, setShown] = useState<Shown>()
  const [retouch, setRetouch] = useState<Retouch>()
  const finished = cutoutOf(job)
  const mask = finished?.cut.mask
  const { photo } = job
  const edges = useStore(app.store, (state) => edgesOf(state, photo.id))
  const strokes = useStore(app.store, (state) => strokesOf(state, photo.id))
  const latest = useLatest({ edges, strokes })

  useEffect(() => {
    const stop = new AbortController()
    const maxPixels = pixelsOf[detail]
    const edits = latest.current
    const open =
      mask === undefined
        ? openPhoto(app, photo, { maxPixels, edges: edits.edges }, stop.signal)
        : openCutout(app, { photo, mask, ...edits, maxPixels }, stop.signal)
    const show = (looking: Loaded) => {
      if (stop.signal.aborted) close(looking)
      else setShown({ photo, mask, edits, looking })
    }
    open.then(show, () => show({ status: 'none', reason: 'unexpected' }))
    return () => stop.abort()
    // Not the job: its progress, or a new thumbnail, must not load the pictures again. Nor the edits: the retoucher follows them.
  }, [app, photo, mask, detail])

  const held = usePointersHeld()
  const retoucher = useRef<Retoucher>(undefined)
  useEffect(() => {
    if (shown?.mask === undefined || shown.looking.status !== 'ready') return
    const look = { photo: shown.photo, mask: shown.mask }
    const follow = new Retoucher(
      shown.edits,
      () => held.current > 0,
      (wanted, isQuick, signal) => {
        const maxPixels = pixelsOf[isQuick ? 'screen' : detail]
        return app.looking.retouch({ ...look, ...wanted, maxPixels }, isQuick, signal)
      },
      (cutout, made, { strokes: painted }) => setRetouch({ of: shown, cutout, made, painted }),
    )
    retoucher.current = follow
    follow.want(latest.current)
    return () => {
      follow.end()
      if (retoucher.current === follow) retoucher.current = undefined
    }
  }, [app, shown, detail, held])
  useEffect(() => retoucher.current?.want({ edges, strokes }), [edges, strokes])

  // The pictures of a photo that is not looked at any more are let go at once, not when the next ones have come.
  const isOutdated = shown !== undefined && (shown.photo !== photo || (shown.mask !== undefined && mask === undefined))
  useEffect(() => {
    if (isOutdated) setShown(undefined)
  }, [isOutdated])
  useEffect(() => () => shown && close(shown.looking), [shown])
  useEffect(() => () => retouch?.cutout.close(), [retouch])

  if (shown !== undefined && !isOutdated) {
    const { looking } = shown
    const isAwaited = shown.mask === undefined && mask !== undefined
    // The photo stays until its cutout can be seen sharply: a small one in between would only flash.
    if (isAwaited && looking.status === 'ready') return { status: 'loading', pictures: looking.pictures }
    if (looking.status === 'none' || retouch?.of !== shown) return looking
    const { cutout, made, painted } = retouch
    return { ...looking, pictures: { ...looking.pictures, cutout, painted }, made }
  }
  return {
    status: 'loading',
    pictures: finished && { size: finished.cut.size, photo: undefined, cutout: finished.cut.thumbnail, painted: [] },
  }
}

type Look = Parameters<App['looking']['view']>[0]

async function openCutout(app: App, look: Look, signal: AbortSignal): Promise<Loaded> {
  const outcome = await app.looking.view(look, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  const { photo, cutout } = outcome.value
  return {
    status: 'ready',
    pictures: { size: look.mask.size, photo, cutout, painted: look.strokes },
    made: editsFingerprint(look),
  }
}

async function openPhoto(
  app: App,
  photo: Photo,
  how: Pick<Look, 'maxPixels' | 'edges'>,
  signal: AbortSignal,
): Promise<Loaded> {
  const outcome = await app.looking.preview(photo, how, signal)
  if (!outcome.ok) return { status: 'none', reason: outcome.reason }
  const { photo: bitmap, size } = outcome.value
  return { status: 'ready', pictures: { size, photo: bitmap, cutout: undefined, painted: [] }, made: undefined }
}

function close(looking: Loaded): void {
  if (looking.status !== 'ready') return
  looking.pictures.photo?.close()
  looking.pictures.cutout?.close()
}
