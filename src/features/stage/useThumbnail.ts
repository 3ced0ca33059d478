import { useEffect, useRef } from 'react'
import { initialEdges } from '#core/edges.ts'
import { editsFingerprint } from '#core/edits.ts'
import type { App } from '#state/app.ts'
import type { Photo } from '#state/job.ts'
import type { Looking } from './useView.ts'

/** Longest side of the small cutout in the filmstrip: 84 CSS pixels on a dense screen. */
const thumbnailSide = 168

/** Gives the filmstrip a new small cutout whenever the one on the stage has got other edits. */
export function useThumbnail(app: App, photo: Photo, maskId: string | undefined, looking: Looking): void {
  const madeOf = useRef(new Map<string, string>())
  const isReady = looking.status === 'ready'
  const made = isReady ? looking.made : undefined
  const cutout = isReady ? looking.pictures.cutout : undefined
  useEffect(() => {
    // A tilde marks what was made quickly, and will be made again.
    if (maskId === undefined || made === undefined || made.startsWith('~') || !cutout?.width) return
    if ((madeOf.current.get(maskId) ?? usual) === made) return
    madeOf.current.set(maskId, made)
    const scale = Math.min(1, thumbnailSide / Math.max(cutout.width, cutout.height))
    const [resizeWidth, resizeHeight] = [cutout.width, cutout.height].map((side) =>
      Math.max(1, Math.round(side * scale)),
    )
    if (resizeWidth === undefined || resizeHeight === undefined) return
    createImageBitmap(cutout, { resizeWidth, resizeHeight, resizeQuality: 'high' }).then(
      (small) => app.looking.keepThumbnail(photo.id, maskId, made, small),
      // Closed meanwhile: another one is on its way.
      () => {},
    )
  }, [app, photo, maskId, made, cutout])
}

const usual = editsFingerprint({ edges: initialEdges, strokes: [] })
