import type { WrittenFile } from '#core/contract.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { encodePng } from '#workers/pixels/png.ts'
import { encodeByBrowser } from './browserEncode.ts'
import { type CutoutToWrite, finishedRows } from './finishedRows.ts'

/**
 * Writes a finished cutout or its mask. PNG is exact: straight alpha, no canvas involved. JPEG is laid on the backdrop, white where there is none.
 * Fails with `cannot-encode` where the browser cannot write WebP or JPEG, or not of this size.
 */
export async function encodeCutout(cutout: CutoutToWrite): Promise<Outcome<WrittenFile>> {
  const { photo, settings } = cutout
  const rows = finishedRows(cutout)
  if (settings.format === 'png') return success({ blob: await encodePng(rows), size: photo.size })
  const encoded = await encodeByBrowser(rows, `image/${settings.format}`, settings.quality / 100)
  return encoded.ok ? success({ blob: encoded.value, size: photo.size }) : encoded
}
