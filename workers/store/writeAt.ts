/**
 * Writes all bytes at this place. Throws a `QuotaExceededError` when the disk is full, also where that shows as a short write only, or as one of more
 * bytes than there are: Chromium (156) gives back its error code as a number without a sign.
 */
export function writeAt(handle: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, start: number): void {
  for (let done = 0; done < bytes.length; ) {
    const written = handle.write(done === 0 ? bytes : bytes.subarray(done), { at: start + done })
    if (written === 0 || written > bytes.length - done)
      throw new DOMException('the disk took no more bytes', 'QuotaExceededError')
    done += written
  }
}
