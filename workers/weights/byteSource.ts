/** Bytes that are read by ranges and at once: workers have synchronous readers for files and for OPFS, so a checkpoint is never held as a whole. */
export interface ByteSource {
  readonly sizeBytes: number
  /** The bytes from `start` up to (not including) `end`, in a buffer of their own. The caller keeps the range within the size. */
  read(start: number, end: number): Uint8Array<ArrayBuffer>
}
