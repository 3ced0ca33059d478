import type { Size } from '#core/geometry.ts'
import { failure, type Outcome } from '#core/outcome.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import type { Photo } from '#workers/decode/photo.ts'

/** Opens a photo that was opened before, with its samples of 16 bits where those are wanted. A file that was changed meanwhile no longer fits its mask: that is `file-gone`. */
export async function decodeAgain(file: Blob, size: Size, keepsDepth = false): Promise<Outcome<Photo>> {
  const photo = await decodePhoto(file, keepsDepth)
  if (!photo.ok) return photo
  const isSame = photo.value.size.width === size.width && photo.value.size.height === size.height
  return isSame ? photo : failure('file-gone', 'the file has another size now')
}
