import type { EdgeSettings } from '#core/edges.ts'
import type { Size } from '#core/geometry.ts'
import type { PreviewRequest } from '#core/look.ts'
import type { PhotoPixels } from '#workers/edges/finishCutout.ts'
import { fittedArea, reduced } from '#workers/pixels/resize/reduce.ts'

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
}

/** The photo reduced to at most this area; itself where it is not larger. */
export function photoWithin(photo: PhotoPixels, maxPixels: number): PhotoPixels {
  const { hadAlpha, colourSpace } = photo
  const size = fittedArea(photo.size, maxPixels)
  const isWhole = size.width === photo.size.width && size.height === photo.size.height
  return { size, pixels: isWhole ? photo.pixels : reduced(photo, size), hadAlpha, colourSpace }
}
