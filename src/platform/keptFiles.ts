import { failure, type Outcome, success } from '#core/outcome.ts'
import type { FileKeeper } from '#core/ports.ts'
import { createOverflow, type Overflow } from './overflow.ts'

/** Bytes of photos that are held in memory; browsers move much of it to the disk by themselves. */
const usualBudgetBytes = 512 * 1024 * 1024

interface KeptFilesOptions {
  budgetBytes?: number
  overflow?: Overflow
}

/**
 * Reads files when they come: those dropped out of an archive or a mail are deleted by the other program soon after, others are saved anew
 * while the page is open. Up to the budget in memory, above it as copies in the origin's own file system, and where there is none, not at all.
 */
export function createKeptFiles({
  budgetBytes = usualBudgetBytes,
  overflow = createOverflow(),
}: KeptFilesOptions = {}): FileKeeper {
  const known = new WeakMap<Blob, Promise<Outcome<Blob>>>()
  let usedBytes = 0
  // A photo is removed for good when nobody holds its file any more.
  const removed = new FinalizationRegistry((letGo: () => void) => letGo())
  let reading: Promise<unknown> = Promise.resolve()

  async function read(file: Blob): Promise<Blob> {
    const { size, type } = file
    if (usedBytes + size > budgetBytes) {
      const copy = await overflow.copy(file)
      if (copy !== undefined) removed.register(file, copy.remove)
      return copy?.file ?? file
    }
    usedBytes += size
    const giveBack = () => {
      usedBytes -= size
    }
    try {
      const bytes = await file.arrayBuffer()
      removed.register(file, giveBack)
      return new Blob([bytes], { type })
    } catch (error) {
      giveBack()
      throw error
    }
  }

  function content(file: Blob): Promise<Outcome<Blob>> {
    const promise = known.get(file) ?? read(file).then(success, goneOrThrow)
    known.set(file, promise)
    promise.then(
      (outcome) => outcome.ok || known.delete(file),
      () => known.delete(file),
    )
    return promise
  }

  return {
    content,
    trust(files) {
      for (const file of files) known.set(file, Promise.resolve(success(file)))
    },
    take(files) {
      // One after the other: the photo that is being cut must not wait for a hundred others.
      for (const file of files) reading = reading.then(() => content(file)).catch(() => {})
    },
  }
}

/** What `arrayBuffer` and streams reject with when the file is not there any more, or is another one now. */
function goneOrThrow(error: unknown): Outcome<Blob> {
  if (error instanceof DOMException) return failure('file-gone', error.message)
  throw error
}
