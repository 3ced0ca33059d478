import { failure, type Outcome } from '#core/outcome.ts'
import { openable } from './openable.ts'

/** A picture that is to lie behind cutouts, in memory, whatever becomes of its file, and in a form that the worker can open. */
export async function pictureBehind(file: Blob): Promise<Outcome<Blob>> {
  try {
    const kept = new Blob([await file.arrayBuffer()], { type: file.type })
    return await openable(kept)
  } catch {
    return failure('file-gone')
  }
}
