import type { ByteSource } from './byteSource.ts'

/** A file or blob, read in a worker. A file that was moved or changed throws a `NotReadableError` or `NotFoundError`. */
export function blobSource(blob: Blob): ByteSource {
  const reader = new FileReaderSync()
  return {
    sizeBytes: blob.size,
    read: (start, end) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(start, end))),
  }
}

/** A file in OPFS that is open for reading; whoever opened the handle closes it. */
export function accessHandleSource(handle: FileSystemSyncAccessHandle): ByteSource {
  return {
    sizeBytes: handle.getSize(),
    read: (start, end) => {
      const bytes = new Uint8Array(end - start)
      const count = handle.read(bytes, { at: start })
      if (count !== bytes.length) throw new DOMException('The file ended early.', 'NotReadableError')
      return bytes
    },
  }
}
