import type { EdgeSettings } from '#core/edges.ts'
import type { Size } from '#core/geometry.ts'
import type { PreviewRequest, ViewRequest } from '#core/look.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Photo } from '#workers/decode/photo.ts'
import type { PhotoPixels } from '#workers/edges/finishCutout.ts'
import { fittedArea, reduced } from '#workers/pixels/resize/reduce.ts'
import { decodeAgain } from './decodeAgain.ts'

/** A photo as large as it is shown. */
interface Shown {
  photo: PhotoPixels
  /** Size of the whole photo. */
  size: Size
  maxPixels: number
  /** The edges with which its cutout will be looked at. */
  edges: EdgeSettings
}

/** The photo on the stage, from before it is cut: its cutout is shown without opening the file once more. */
export class LookedAt {
  #kept: (Shown & { fileId: string }) | undefined

  /** Keeps what a preview for the stage has opened; previews of other photos leave it. */
  keep({ fileId, maxPixels, edges }: PreviewRequest, photo: PhotoPixels, size: Size): void {
    if (fileId !== undefined && edges !== undefined) this.#kept = { fileId, photo, size, maxPixels, edges }
  }

  /** The photo of this file, if it is kept. */
  of(fileId: string | undefined): Shown | undefined {
    return this.#kept?.fileId === fileId ? this.#kept : undefined
  }

  /** The same where a mask of this size may be laid on it with these edges; with those that are awaited when left out. */
  fitting(fileId: string | undefined, { width, height }: Size, edges?: EdgeSettings): Shown | undefined {
    const kept = this.of(fileId)
    if (kept?.size.width !== width || kept.size.height !== height) return undefined
    // Colours below transparency are lost where it was reduced with it.
    const isOpaque = (edges ?? kept.edges).existingAlpha === 'ignore'
    return isOpaque && kept.photo.hadAlpha ? undefined : kept
  }

  /** The photo as large as a view shows it: as it is kept, or opened anew. Fails as `decodeAgain` does. */
  async open({ file, fileId, mask, edges, maxPixels }: ViewRequest): Promise<Outcome<PhotoPixels>> {
    const kept = this.fitting(fileId, mask.size, edges)
    if (kept?.maxPixels === maxPixels) return success(kept.photo)
    const photo = await decodeAgain(file, mask.size)
    if (!photo.ok) return photo
    return success(photoWithin(edges.existingAlpha === 'ignore' ? opaque(photo.value) : photo.value, maxPixels))
  }
}

/** The photo reduced to at most this area; itself where it is not larger. */
export function photoWithin(photo: PhotoPixels, maxPixels: number): PhotoPixels {
  const { hadAlpha, colourSpace } = photo
  const size = fittedArea(photo.size, maxPixels)
  const isWhole = size.width === photo.size.width && size.height === photo.size.height
  return { size, pixels: isWhole ? photo.pixels : reduced(photo, size), hadAlpha, colourSpace }
}

/** The photo with the colours that lie below its transparency, in place. */
function opaque(photo: Photo): Photo {
  for (let at = 3; at < photo.pixels.length; at += 4) photo.pixels[at] = 255
  return { ...photo, hadAlpha: false }
}
