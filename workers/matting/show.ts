import type { Encoded, EncodeRequest, Preview, PreviewRequest, View, ViewRequest } from '#core/contract.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { photoBitmap, viewBitmaps } from '#workers/encode/bitmaps.ts'
import { encodeCutout } from '#workers/encode/encodeCutout.ts'
import { unpackMask } from '#workers/encode/packMask.ts'

/** Photo and cutout as bitmaps; see `MattingWorker.view`. */
export async function view({ file, mask, maxPixels }: ViewRequest): Promise<Outcome<View>> {
  const photo = await decodeAgain(file, mask.size)
  if (!photo.ok) return photo
  return success(await viewBitmaps(photo.value, await unpackMask(mask), maxPixels))
}

/** The photo alone as a bitmap; see `MattingWorker.preview`. */
export async function preview({ file, maxPixels }: PreviewRequest): Promise<Outcome<Preview>> {
  const photo = await decodePhoto(file)
  if (!photo.ok) return photo
  return success({ photo: await photoBitmap(photo.value, maxPixels), size: photo.value.size })
}

/** The finished file; see `MattingWorker.encode`. */
export async function encode({ file, mask, settings }: EncodeRequest): Promise<Outcome<Encoded>> {
  const photo = await decodeAgain(file, mask.size)
  if (!photo.ok) return photo
  return await encodeCutout({ photo: photo.value, alpha: await unpackMask(mask), settings })
}

/** Pixels are not kept between calls: with many photos they would not fit. A file that was changed meanwhile no longer fits its mask. */
async function decodeAgain(file: Blob, size: Photo['size']): Promise<Outcome<Photo>> {
  const photo = await decodePhoto(file)
  if (!photo.ok) return photo
  const isSame = photo.value.size.width === size.width && photo.value.size.height === size.height
  return isSame ? photo : failure('file-gone', 'the file has another size now')
}
