import { useEffect, useRef, useState } from 'react'
import type { App } from '#state/app.ts'
import type { Finished, Photo } from '#state/job.ts'

interface ThumbnailProps {
  app: App
  photo: Photo
  finished: Finished | undefined
}

/** Enough for a tile of 84 pixels on a dense screen. */
const previewPixels = 240 * 240

/** The cutout, small; before there is one, the photo. Loads nothing while it is out of sight. */
export function Thumbnail({ app, photo, finished }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const isSeen = useIsSeen(canvas)
  const cutout = finished?.cut.thumbnail

  useEffect(() => {
    if (cutout !== undefined && canvas.current !== null) draw(canvas.current, cutout)
  }, [cutout])

  const isWanted = isSeen && cutout === undefined
  useEffect(() => {
    if (!isWanted) return
    const stop = new AbortController()
    app.looking.preview(photo, { maxPixels: previewPixels }, stop.signal).then(
      (outcome) => {
        if (!outcome.ok) return
        if (!stop.signal.aborted && canvas.current !== null) draw(canvas.current, outcome.value.photo)
        outcome.value.photo.close()
      },
      // Not wanted any more, or not a picture: the tile stays plain, and the cut tells what is wrong.
      () => {},
    )
    return () => stop.abort()
  }, [app, photo, isWanted])

  return <canvas ref={canvas} className="thumbnail" data-cutout={cutout !== undefined} width="1" height="1" />
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  // A closed bitmap has no size: its job was removed while this was on its way.
  if (picture.width === 0) return
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  canvas.classList.add('thumbnail-photo')
}

function useIsSeen(target: React.RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (target.current === null) return
    const observer = new IntersectionObserver((entries) => setSeen(entries.some((entry) => entry.isIntersecting)))
    observer.observe(target.current)
    return () => observer.disconnect()
  }, [target])
  return isSeen
}
