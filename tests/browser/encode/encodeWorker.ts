import { thumbnail } from '#workers/encode/bitmaps.ts'
import { encodeCutout } from '#workers/encode/encodeCutout.ts'
import type { CutoutToWrite } from '#workers/encode/finishedRows.ts'

/** What the worker is asked to make of a cutout. */
export type EncodeQuestion = { make: 'file'; cutout: CutoutToWrite } | { make: 'thumbnail'; cutout: CutoutToWrite }

addEventListener('message', async ({ data }: MessageEvent<EncodeQuestion>) => {
  const { photo, alpha } = data.cutout
  if (data.make === 'file') postMessage(await encodeCutout(data.cutout))
  if (data.make === 'thumbnail') postMessage(await thumbnail(photo, alpha))
})
