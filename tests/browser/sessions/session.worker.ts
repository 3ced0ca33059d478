import { expose } from 'comlink'
import { createSessionShelf } from '#workers/store/sessions/sessionShelf.ts'

const refuse = async () => {
  throw new DOMException('refused', 'SecurityError')
}

const { write } = FileSystemSyncAccessHandle.prototype

/** The real worker's object, with ways to make the browser behave as others do. */
export const remoteSessions = {
  ...createSessionShelf(),
  refuseFiles: () => void Object.defineProperty(navigator.storage, 'getDirectory', { value: refuse }),
  /** As a full disk does: half of what is written is taken, then no more; and as Chromium does without throwing. */
  fillDisk(isSilent: boolean) {
    FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
      if (!ArrayBuffer.isView(bytes)) return 0
      if (isSilent) return 4_294_967_288
      write.call(this, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1), options)
      throw new DOMException('full', 'QuotaExceededError')
    }
  },
  emptyDisk() {
    FileSystemSyncAccessHandle.prototype.write = write
  },
}

expose(remoteSessions)
