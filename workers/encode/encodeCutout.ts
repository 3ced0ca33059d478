import { failure, type Outcome, success } from '#core/outcome.ts'
import type { WrittenFile } from '#core/write.ts'
import type { Density } from '#workers/decode/density.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { encodeAvif } from './avifEncode.ts'
import { encodeByBrowser } from './browserEncode.ts'
import type { FileTags } from './fileTags.ts'
import { type CutoutToWrite, finishedRows } from './finishedRows.ts'
import { encodeGif } from './gifEncode.ts'
import { withJpegTags } from './jpegTags.ts'
import { encodePng } from './png/png.ts'
import { srgbRows } from './srgbRows.ts'
import { encodeWebp } from './webpEncode.ts'
import { withWebpTags } from './webpTags.ts'

/** What goes into a file beside the pixels, where there is any. */
export interface CutoutExtras extends Pick<CutoutToWrite, 'fine' | 'deep'> {
  /** Harmless camera data: a TIFF structure. */
  camera?: Uint8Array<ArrayBuffer>
  density?: Density
}

/**
 * Writes a cutout, its colours or its mask as it is. PNG and lossless WebP are exact: straight alpha, no canvas involved.
 * JPEG is laid on the backdrop, white where there is none. GIF has 256 colours and alpha of one bit. AVIF loses some colour and no alpha, and holds no camera data. Files stay in the photo's colour space, but GIF, which knows none.
 * Fails with `cannot-encode` where this type cannot be written, or not at this size.
 */
export async function encodeCutout(cutout: CutoutToWrite & CutoutExtras): Promise<Outcome<WrittenFile>> {
  const { photo, settings, camera, density } = cutout
  const isColourful = settings.content !== 'mask'
  const tags: FileTags = { colourSpace: isColourful ? photo.colourSpace : 'srgb' }
  if (density !== undefined) tags.density = density
  // A mask is no photo: it has no camera.
  if (settings.keepsCameraData && isColourful && camera !== undefined) tags.camera = camera
  const written = await write(finishedRows(cutout), cutout, tags)
  if (!written.ok) return written
  const type = `image/${settings.format}`
  if (written.value.type !== type || written.value.size === 0) return failure('cannot-encode', type)
  return success({ blob: written.value, size: photo.size })
}

async function write(rows: RowSource, { settings }: CutoutToWrite, tags: FileTags): Promise<Outcome<Blob>> {
  switch (settings.format) {
    case 'png':
      return success(await encodePng(rows, tags))
    case 'webp': {
      const file = await encodeWebp(rows, settings)
      return file.ok ? success(await withWebpTags(file.value, rows.size, tags)) : file
    }
    case 'jpeg': {
      const file = await encodeByBrowser(rows, 'image/jpeg', settings.quality / 100)
      return file.ok ? success(await withJpegTags(file.value, tags)) : file
    }
    case 'avif':
      return await encodeAvif(rows, settings.quality, tags.colourSpace)
    case 'gif':
      return await encodeGif(srgbRows(rows, tags.colourSpace), settings.isDithered)
  }
}
