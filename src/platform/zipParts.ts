import type { NamedFile } from '#core/folders.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ZipPart } from '#core/ports.ts'
import type { Overflow } from './overflow.ts'

/** What programs of 32 bits, and disks formatted as FAT32, can still open. */
const usualPartBytes = 2_000_000_000

/** A part is written to the disk only where there is certainly room for it; else the browser decides where it lies. */
const roomNeeded = 1.5

/**
 * Packs files into ZIPs of at most so many bytes, one after the other, on the disk where there is room: never more than one file is in
 * memory. A single file that is larger has a part of its own. Fails with `disk-full`; rejects as the files do.
 */
export async function* zipParts(
  files: AsyncIterable<NamedFile>,
  overflow: Overflow,
  partBytes = usualPartBytes,
): AsyncGenerator<Outcome<ZipPart>> {
  const { downloadZip } = await import('client-zip')
  const source = files[Symbol.asyncIterator]()
  let next = await source.next()
  let broken: { error: unknown } | undefined

  async function* part() {
    try {
      for (let bytes = 0; next.done !== true; next = await source.next()) {
        const { name, blob } = next.value
        if (bytes > 0 && bytes + blob.size > partBytes) return
        bytes += blob.size
        yield { name, input: blob }
      }
    } catch (error) {
      broken = { error }
      throw error
    }
  }

  do {
    const zip = downloadZip(part())
    const kept = zip.body !== null && (await hasRoom(partBytes)) ? await overflow.keep(zip.body) : undefined
    // Where the browser lets nothing be written nothing has been read either, and memory has to do.
    const blob = kept?.file ?? (zip.bodyUsed ? undefined : await zip.blob())
    if (broken !== undefined) throw broken.error
    if (blob === undefined) {
      yield failure('disk-full')
      return
    }
    yield success({ blob, isLast: next.done === true })
  } while (next.done !== true)
}

async function hasRoom(bytes: number): Promise<boolean> {
  try {
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}
    return quota - usage > roomNeeded * bytes
  } catch {
    // A browser that keeps nothing does not even say how much.
    return false
  }
}
