import { expose } from 'comlink'
import { createModelStore } from '#workers/store/models.ts'
import { openShelf } from '#workers/store/openShelf.ts'

const refuse = async () => {
  throw new DOMException('refused', 'SecurityError')
}

/** The real store in a real worker, with ways to make the browser behave as others do. */
export const remoteStore = {
  ...createModelStore(),
  refuseFiles: () => void Object.defineProperty(navigator.storage, 'getDirectory', { value: refuse }),
  refuseDatabase: () => void Object.defineProperty(globalThis, 'indexedDB', { value: undefined }),
  /** As a full disk does: the first half is taken, then no more. */
  fillDisk() {
    const write = FileSystemSyncAccessHandle.prototype.write
    FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
      if (!ArrayBuffer.isView(bytes) || (options?.at ?? 0) > 0) return 0
      return write.call(this, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1), options)
    }
  },
  names: async () => await (await openShelf()).names(),
  /** Writes half a file under its unfinished name and never gets further. */
  async breakOff(name: string) {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('models', { create: true })
    const access = await (await folder.getFileHandle(`${name}.part`, { create: true })).createSyncAccessHandle()
    access.write(new Uint8Array(100))
    access.close()
  },
}

expose(remoteStore)
