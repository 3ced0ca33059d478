import { isPictureName } from '#core/names.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ZippedPhoto } from '#core/ports.ts'
import { isSystemPath } from './droppedFiles.ts'

/** What a ZIP may unpack to: pictures are compressed already, and what grows more than this is no album. */
const limits = { photos: 20_000, photoBytes: 1_500_000_000, leastBytes: 4_000_000_000, growth: 20 }

/**
 * The pictures in a ZIP, unpacked one after the other; other files are left where they are. Nothing is unpacked beyond what the directory
 * states, nor beyond the limits. Fails with `zip-damaged` (what came before stays), `zip-locked`, `zip-too-large` or `zip-without-photos`.
 */
export async function* zippedPhotos(file: Blob): AsyncGenerator<Outcome<ZippedPhoto>> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js')
  const reader = new ZipReader(new BlobReader(file), { useWebWorkers: false })
  let left = Math.max(limits.leastBytes, limits.growth * file.size)
  let count = 0
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory || isSystemPath(entry.filename) || !isPictureName(entry.filename)) continue
      if (entry.encrypted) return yield failure('zip-locked')
      count += 1
      left -= entry.uncompressedSize
      if (count > limits.photos || entry.uncompressedSize > limits.photoBytes || left < 0)
        return yield failure('zip-too-large')
      const parts = entry.filename.split(/[/\\]/)
      const name = parts.pop() ?? entry.filename
      const bytes = await bounded(entry.uncompressedSize, (writable) => entry.getData(writable))
      const folder = parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/')
      yield success({ file: new File([bytes], name), ...(folder === '' ? {} : { folder }) })
    }
    if (count === 0) yield failure('zip-without-photos')
  } catch (error) {
    yield failure('zip-damaged', String(error))
  } finally {
    await reader.close()
  }
}

/** Gathers what is written, of which there must not be more than was stated. */
async function bounded(bytes: number, write: (into: WritableStream<Uint8Array>) => Promise<unknown>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let left = bytes
  await write(
    new WritableStream({
      write(part: Uint8Array<ArrayBuffer>) {
        left -= part.byteLength
        if (left < 0) throw new RangeError('The ZIP holds more than its directory states.')
        parts.push(part)
      },
    }),
  )
  return new Blob(parts)
}
