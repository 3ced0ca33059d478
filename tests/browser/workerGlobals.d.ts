/** What tests of workers use of a dedicated worker's globals; the `dom` library, which tests are compiled with, has them not. */
interface FileSystemSyncAccessHandle {
  getSize(): number
  read(bytes: AllowSharedBufferSource, options?: { at?: number }): number
  write(bytes: AllowSharedBufferSource, options?: { at?: number }): number
  truncate(size: number): void
  flush(): void
  close(): void
}

declare var FileSystemSyncAccessHandle: { prototype: FileSystemSyncAccessHandle }

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>
}

declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer
}
