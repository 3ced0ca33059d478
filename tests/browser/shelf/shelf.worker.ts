import { expose } from 'comlink'
import { openKept } from '#workers/store/kept.ts'
import { createModelShelf } from '#workers/store/modelShelf.ts'

/** The real shelf in a real worker, in a hurry, with ways to make the device behave badly. */
export const remoteShelf = {
  ...createModelShelf({ firstDelayMs: 20, longestDelayMs: 200, tries: 7, stallMs: 600 }),
  /** From the n-th byte on the disk takes no more. */
  fillDisk(atBytes: number) {
    const write = FileSystemSyncAccessHandle.prototype.write
    FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
      const at = options?.at ?? 0
      if (at + bytes.byteLength <= atBytes || !ArrayBuffer.isView(bytes)) return write.call(this, bytes, options)
      const room = Math.max(0, atBytes - at)
      return write.call(this, new Uint8Array(bytes.buffer, bytes.byteOffset, room), options)
    }
  },
  reportLittleSpace(free: number) {
    navigator.storage.estimate = async () => ({ quota: free, usage: 0 })
  },
  /** From now on each question for space is answered with the next of these; the last one holds. */
  reportSpaces(free: number[]) {
    navigator.storage.estimate = async () => ({ quota: (free.length > 1 ? free.shift() : free[0]) ?? 0, usage: 0 })
  },
  /** Names and sizes of all files of the shelf's folder. */
  async files(): Promise<Record<string, number>> {
    const { folder } = await openKept()
    const names = await folder.names()
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await folder.size(name)) ?? -1])))
  },
  /** Changes one byte of a file in the shelf's folder. */
  async damage(name: string, at: number) {
    const { folder } = await openKept()
    const handle = await folder.openForWriting(name)
    const byte = new Uint8Array(1)
    handle.read(byte, { at })
    handle.write(Uint8Array.of((byte[0] ?? 0) ^ 1), { at })
    handle.close()
  },
  /** Reads a checkpoint as the pipeline does and gives back its hash; while `holdMs` it stays in use. */
  async read(id: string, holdMs = 0) {
    const opened = await (await openKept()).open(id)
    if (!opened.ok) return opened
    const { source, release } = opened.value
    const digest = await crypto.subtle.digest('SHA-256', source.read(0, source.sizeBytes))
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
    setTimeout(release, holdMs)
    return { ok: true as const, value: sha256 }
  },
}

expose(remoteShelf)
